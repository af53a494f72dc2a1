import { describe, expect, it } from '@jest/globals';
import { clockChanges } from './clock-changes.js';
import { nextAfter } from './schedule-times.js';

const FROM = new Date('2026-01-01T00:00:00Z');
const BERLIN = 'Europe/Berlin';

const changesOf = (cron: string, timeZone = BERLIN, from = FROM) => clockChanges({ cron, timeZone }, from);

describe('times on nights on which clocks change', () => {
  it('are told with when they are due all the same', () => {
    expect(changesOf('30 2 * * *')).toEqual([
      { kind: 'skipped', localTime: '2026-03-29T02:30', at: new Date('2026-03-29T01:00:00Z') },
      { kind: 'repeated', localTime: '2026-10-25T02:30', at: new Date('2026-10-25T00:30:00Z') },
    ]);
  });

  it('are due at the instants that are told', () => {
    const timing = { cron: '30 2 * * *', timeZone: BERLIN };
    for (const { at } of clockChanges(timing, FROM)) {
      expect(nextAfter(timing, new Date((at?.getTime() ?? 0) - 1))).toEqual(at);
    }
  });

  it.each<[string, string]>([
    ['0 3 * * *', BERLIN],
    ['59 1 * * *', BERLIN],
    ['30 2 * * *', 'UTC'],
    ['30 2 * * *', 'Asia/Tokyo'],
    ['30 2 1 * *', BERLIN],
    ['*/15 * * * *', BERLIN],
  ])('are none of "%s" in %s', (cron, timeZone) => {
    expect(changesOf(cron, timeZone)).toEqual([]);
  });

  it('have no instant where the zone has no such date', () => {
    expect(changesOf('0 12 * * *', 'Pacific/Apia', new Date('2011-10-01T00:00:00Z'))).toContainEqual({
      kind: 'skipped',
      localTime: '2011-12-30T12:00',
      at: null,
    });
  });

  it('are no matter of intervals', () => {
    expect(clockChanges({ everySeconds: 86_400, anchor: FROM }, FROM)).toEqual([]);
  });
});
