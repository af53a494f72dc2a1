import { describe, expect, it } from '@jest/globals';
import { EVENT_KINDS } from '../events/event-kinds.js';
import { bundleMessage } from './bundle-message.js';
import { eventMessage, type ToldEvent } from './event-message.js';

const AUDIENCE = { channelName: 'ops', timeZone: 'Europe/Berlin', baseUrl: 'https://backup.example.com' };
const SOURCE = { id: '01931b5c-7c5e-7d7a-8f1b-000000000001', name: 'shop' };
const BACKUP = '01931b5c-7c5e-7d7a-8f1b-000000000002';

function event(change: Partial<ToldEvent> = {}): ToldEvent {
  return {
    id: 'e1',
    kind: 'backup.failed',
    createdAt: new Date('2026-11-21T02:15:07Z'),
    subjectType: 'backup',
    subjectId: BACKUP,
    data: {
      number: 7,
      name: 'shop 2026-11-21',
      error: { code: 'SOURCE_UNREACHABLE', message: 'The server at db:5432 does not answer.', hint: 'Is it running?' },
    },
    source: SOURCE,
    lastGoodAt: new Date('2026-11-20T02:15:07Z'),
    ...change,
  };
}

describe('an event, for somebody who was asleep', () => {
  it('says what, of which source, when, why, what to do, since when nothing is good, and where to look', () => {
    const message = eventMessage(event(), AUDIENCE);
    expect(message).toMatchObject({
      tone: 'bad',
      title: 'Backup of shop FAILED',
      lead: 'The server at db:5432 does not answer.',
      link: { url: `https://backup.example.com/admin/backups/${BACKUP}/show` },
    });
    expect(Object.fromEntries(message.facts.map(({ label, value }) => [label, value]))).toEqual({
      Source: 'shop',
      When: '2026-11-21 03:15:07 GMT+1',
      Backup: '#7, shop 2026-11-21',
      Error: 'SOURCE_UNREACHABLE',
      'What to do': 'Is it running?',
      'Newest good backup': '2026-11-20 03:15:07 GMT+1 (1 d before)',
    });
  });

  it('says that there is no good backup', () => {
    const { facts } = eventMessage(event({ lastGoodAt: null }), AUDIENCE);
    expect(facts).toContainEqual({ label: 'Newest good backup', value: 'none at all' });
  });

  it('says how large and how long, when it went well', () => {
    const done = { number: 8, proof: 'decoded', durationMs: 125_000, storedBytes: 1_500_000 };
    const { facts, tone } = eventMessage(event({ kind: 'backup.completed', data: done }), AUDIENCE);
    expect(tone).toBe('good');
    expect(facts.map(({ value }) => value)).toEqual(expect.arrayContaining(['decoded', '2 min 5 s', '1.5 MB', '#8']));
  });

  it.each(EVENT_KINDS)('has words for %s, whatever is known of it', (kind) => {
    const known = eventMessage(event({ kind }), AUDIENCE);
    expect(known.title).toMatch(/^[A-Z]/);
    const bare = eventMessage(
      event({ kind, source: null, subjectType: null, subjectId: null, data: { error: 'odd', durationMs: 'x' } }),
      AUDIENCE,
    );
    expect(bare.title).not.toMatch(/undefined|null|object/);
    expect(JSON.stringify(bare)).not.toMatch(/undefined|NaN|\[object/);
    expect(bare.link?.url).toBe('https://backup.example.com/admin/');
  });

  it.each([
    [
      'backup.late',
      { dueAt: '2026-11-21T01:00:00Z', schedule: 'nightly', isRepeated: true },
      'No backup has been made that was due at 2026-11-21 02:00:00 GMT+1 (schedule "nightly"). It is not the first in a row.',
    ],
    [
      'schedule.missed',
      { reason: 'caught_up', firstDueAt: '2026-11-19T01:00:00Z', dueAt: '2026-11-21T01:00:00Z', dueCount: 3 },
      'Nobody was there: 3 runs due since 2026-11-19 02:00:00 GMT+1 did not begin. One run catches up.',
    ],
    ['schedule.missed', { reason: 'source_busy', message: 'It was busy.' }, 'It was busy.'],
    ['retention.stopped', { wouldDelete: 7, of: 9 }, 'It would have deleted 7 of 9 backups, and deleted none.'],
    ['storage.low', { freePercent: 4.5, freeBytes: 9e9 }, 'New backups fail when none is left.'],
    ['drill.completed', { recoverySeconds: 12 }, ''],
    [
      'restore.awaiting_approval',
      { requestedBy: 'eve\n@x' },
      'eve @x asked for it. Look at its plan, and approve or reject it.',
    ],
  ] as const)('says of %s with %j', (kind, data, lead) => {
    expect(eventMessage(event({ kind, data }), AUDIENCE).lead).toBe(lead);
  });

  it('says how much room is left, and how long a recovery takes', () => {
    const factsFor = (kind: ToldEvent['kind'], data: object) =>
      eventMessage(event({ kind, data: { ...data } }), AUDIENCE).facts;
    expect(factsFor('storage.low', { freePercent: 4.5, freeBytes: 9e9 })).toContainEqual({
      label: 'Free',
      value: '9.0 GB (4.5 %)',
    });
    expect(factsFor('drill.completed', { recoverySeconds: 75 })).toContainEqual({
      label: 'Recovery took',
      value: '1 min 15 s',
    });
  });

  it('says who asked for what, who rejected it, and why', () => {
    const data = { act: 'rollback', requestedBy: 'a@b', decidedBy: 'c@d', reason: 'Not today.' };
    const { title, facts } = eventMessage(event({ kind: 'restore.rejected', data }), AUDIENCE);
    expect(title).toBe('Rollback of shop was rejected');
    expect(facts).toEqual(
      expect.arrayContaining([
        { label: 'Asked for by', value: 'a@b' },
        { label: 'Decided by', value: 'c@d' },
        { label: 'Reason', value: 'Not today.' },
      ]),
    );
  });

  it('has one line for its title, whatever a source is called', () => {
    const { title, footer } = eventMessage(event({ source: { ...SOURCE, name: 'a\r\nBcc: b@c' } }), {
      ...AUDIENCE,
      channelName: 'x\ny',
    });
    expect(title).toBe('Backup of a Bcc: b@c FAILED');
    expect(footer).not.toContain('\n');
  });
});

describe('many events in one message', () => {
  it('counts them, names the newest of each kind, and what is bad first', () => {
    const failed = Array.from({ length: 40 }, (_, index) =>
      event({ id: `f${index}`, createdAt: new Date(Date.parse('2026-11-21T02:00:00Z') + index * 1_000) }),
    );
    const done = event({ id: 'd', kind: 'backup.completed', source: { id: 'other', name: 'crm' }, data: {} });
    const message = bundleMessage('m', [done, ...failed], AUDIENCE);
    expect(message).toMatchObject({ id: 'm', tone: 'bad', title: '40 PROBLEMS in 41 events' });
    expect(message.lead).toMatch(/^From 2026-11-21 03:00:00 GMT\+1 to 2026-11-21 03:15:07 GMT\+1, of 2 sources\./);
    expect(message.groups.map(({ title, entries, more }) => [title, entries.length, more])).toEqual([
      ['Backups that failed: 40', 15, 25],
      ['Backups that completed: 1', 1, 0],
    ]);
    expect(message.groups[0]?.entries[0]?.text).toBe(
      '2026-11-21 03:00:39 GMT+1  Backup of shop FAILED (SOURCE_UNREACHABLE)',
    );
  });
});
