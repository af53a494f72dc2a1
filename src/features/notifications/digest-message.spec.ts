import { describe, expect, it } from '@jest/globals';
import { type DigestSource, type Planned, planOf } from './digest-data.js';
import { digestMessage } from './digest-message.js';

const AUDIENCE = { channelName: 'ops', timeZone: 'UTC', baseUrl: 'https://b.example' };

const source = (change: Partial<DigestSource> = {}): DigestSource => ({
  id: 's',
  name: 'shop',
  lastBackupAt: '2026-11-21T02:00:00.000Z',
  storedBytes: 1_500_000,
  proof: 'decoded',
  completed: 1,
  failed: 0,
  canceled: 0,
  lateSince: null,
  nextRunAt: '2026-11-22T02:00:00.000Z',
  ...change,
});

const digest = (...sources: DigestSource[]) =>
  digestMessage('m', { day: '2026-11-21', at: '2026-11-21T08:00:00.000Z', sources }, AUDIENCE);

describe('a daily digest', () => {
  it('says of each source what there is and what happened', () => {
    const { title, lead, tone, groups } = digest(source());
    expect(title).toBe('Daily digest 2026-11-21: 1 source, all fine');
    expect(lead).toBe('In the last 24 hours: 1 backup completed, 0 failed, 0 canceled.');
    expect(tone).toBe('good');
    expect(groups).toEqual([
      {
        title: 'Fine: 1',
        entries: [
          {
            tone: 'good',
            text: 'shop: last backup 2026-11-21 02:00:00 UTC (6 h ago, 1.5 MB, proof: decoded); 24 h: 1 completed, 0 failed; next 2026-11-22 02:00:00 UTC',
            url: 'https://b.example/admin/sources/s/show',
          },
        ],
        more: 0,
      },
    ]);
  });

  it('puts first what needs a look', () => {
    const none = { lastBackupAt: null, storedBytes: null, proof: null, completed: 0, nextRunAt: null };
    const { title, tone, groups } = digest(
      source(),
      source({ name: 'crm', failed: 2 }),
      source({ name: 'new', ...none }),
    );
    expect(title).toBe('Daily digest 2026-11-21: 2 of 3 sources need a look');
    expect(tone).toBe('warning');
    expect(groups.map(({ title: of, entries }) => [of, entries.map(({ text }) => text.split(':')[0])])).toEqual([
      ['Needs a look: 2', ['crm', 'new']],
      ['Fine: 1', ['shop']],
    ]);
    expect(groups[0]?.entries[1]?.text).toBe('new: NO completed backup; nothing ran in 24 h; nothing is planned');
  });

  it('says what is late', () => {
    const { tone, groups } = digest(source({ lateSince: '2026-11-21T03:00:00.000Z' }));
    expect(tone).toBe('warning');
    expect(groups[0]?.title).toBe('Needs a look: 1');
    expect(groups[0]?.entries[0]?.text).toMatch(/^shop: LATE since 2026-11-21 03:00:00 UTC; last backup/);
  });

  it('says that nothing ran, and that there is nothing', () => {
    expect(digest(source({ completed: 0 })).lead).toBe('Nothing ran in the last 24 hours.');
    expect(digest().title).toBe('Daily digest 2026-11-21: no sources');
  });
});

describe('what is planned for a source', () => {
  const now = new Date('2026-11-21T08:00:00Z');
  const at = (time: string) => new Date(`2026-11-21T${time}Z`);
  const plan = (last: string | null, next: string | null): Planned => ({
    ...{ sourceId: 's', action: 'backup' },
    lastDueAt: last === null ? null : at(last),
    nextDueAt: next === null ? null : at(next),
  });

  it.each([
    ['nothing was ever due', [plan(null, '20:00:00')], null, null],
    ['it began when it was due', [plan('02:00:00', '20:00:00')], '02:00:01', null],
    ['it did not begin', [plan('02:00:00', '20:00:00')], '01:59:59', '2026-11-21T02:00:00.000Z'],
    ['nothing ever began', [plan('02:00:00', '20:00:00')], null, '2026-11-21T02:00:00.000Z'],
    ['it may still begin', [plan('07:30:00', '20:00:00')], '01:00:00', null],
    [
      'one of two did not',
      [plan('02:00:00', null), plan('06:00:00', '20:00:00')],
      '03:00:00',
      '2026-11-21T06:00:00.000Z',
    ],
  ])('is told, when %s', (_, planned, begun, lateSince) => {
    expect(planOf(planned, begun === null ? null : at(begun), now)).toEqual({
      lateSince,
      nextRunAt: '2026-11-21T20:00:00.000Z',
    });
  });
});
