import { describe, expect, it } from '@jest/globals';
import { NO_LIMITS } from '../settings/retention-rules.js';
import { chooseExpired, type RetentionBackup, type RetentionPolicy, takesMoreThanHalf } from './choose-expired.js';

const NOW = new Date('2026-11-21T03:00:00Z');
const DAY_MS = 86_400_000;

function backup(values: Partial<RetentionBackup> & { number: number }): RetentionBackup {
  return {
    id: `backup ${values.number}`,
    origin: 'scheduled',
    status: 'completed',
    proof: 'decoded',
    pinned: false,
    createdAt: NOW,
    storedBytes: 100,
    use: null,
    ...values,
  };
}

/** One backup a day, at two in the morning; number 1 is the oldest, and the last is of this night. */
function nights(count: number, more: (number: number) => Partial<RetentionBackup> = () => ({})): RetentionBackup[] {
  return Array.from({ length: count }, (_, index) => {
    const number = index + 1;
    const createdAt = new Date(NOW.getTime() - 3_600_000 - (count - number) * DAY_MS);
    return backup({ number, createdAt, ...more(number) });
  });
}

function policy(rules: Partial<RetentionPolicy>): RetentionPolicy {
  return { ...NO_LIMITS, timeZone: 'UTC', ...rules };
}

function deleted(backups: RetentionBackup[], rules: Partial<RetentionPolicy>, now = NOW): number[] {
  return chooseExpired(backups, policy(rules), now).delete.map(({ backup }) => backup.number);
}

const of =
  (...numbers: number[]) =>
  (values: Partial<RetentionBackup>) =>
  (number: number) =>
    numbers.includes(number) ? values : {};

describe('what goes', () => {
  it.each<[string, RetentionBackup[], Partial<RetentionPolicy>, number[]]>([
    ['nothing where no limit is set', nights(50), {}, []],
    ['nothing of nothing', [], { maxBackups: 1 }, []],
    ['what is beyond maxBackups', nights(5), { maxBackups: 3 }, [2, 1]],
    ['what is older than retentionDays', nights(5), { retentionDays: 3 }, [2, 1]],
    ['what breaks either limit', nights(6), { maxBackups: 4, retentionDays: 2 }, [4, 3, 2, 1]],
    ['all but the newest completed one', nights(5), { retentionDays: 1, maxBackups: 1 }, [4, 3, 2, 1]],
    ['nothing that is pinned', nights(5, of(1)({ pinned: true })), { maxBackups: 3 }, [2]],
    ['nothing that is in use', nights(5, of(2)({ use: 'restore #4 reads it' })), { maxBackups: 3 }, [1]],
    ['nothing in the making', nights(5, of(1)({ status: 'running' })), { retentionDays: 3 }, [2]],
    [
      'nothing for the sake of failed ones, which do not count',
      nights(6, of(5, 6)({ status: 'failed', proof: 'none', storedBytes: null })),
      { maxBackups: 3 },
      [1],
    ],
    ['nothing for the sake of corrupted ones', nights(6, of(5, 6)({ status: 'corrupted' })), { maxBackups: 3 }, [1]],
    ['not the newest of the highest proof', nights(6, of(2)({ proof: 'counted' })), { maxBackups: 3 }, [3, 1]],
    ['older ones of the highest proof', nights(6, of(1, 2)({ proof: 'counted' })), { maxBackups: 3 }, [3, 1]],
    [
      'not the only completed one, however old, behind failures',
      nights(60, (number) => (number === 1 ? {} : { status: 'failed', storedBytes: null })),
      { retentionDays: 57, maxBackups: 1 },
      [3, 2],
    ],
    ['failed ones by their age', nights(4, of(1)({ status: 'failed' })), { retentionDays: 3 }, [1]],
    ['no failed ones where nothing has an age', nights(4, of(1)({ status: 'failed' })), { maxBackups: 3 }, []],
    ['corrupted ones by their age', nights(6, of(1)({ status: 'corrupted' })), { retentionDays: 5 }, [1]],
    [
      'no corrupted ones that may be all there is',
      nights(6, of(1, 2, 3, 4, 5, 6)({ status: 'corrupted' })),
      { retentionDays: 1 },
      [],
    ],
    [
      'no corrupted ones that are newer than what is completed',
      nights(6, of(5, 6)({ status: 'corrupted' })),
      { retentionDays: 1 },
      [3, 2, 1],
    ],
    [
      'manual ones beyond maxManual, which are counted apart',
      nights(8, of(1, 3, 5, 7)({ origin: 'manual' })),
      { maxManual: 2, maxBackups: 3 },
      [3, 2, 1],
    ],
    ['manual ones like all others without maxManual', nights(4, of(1)({ origin: 'manual' })), { maxBackups: 3 }, [1]],
    ['manual ones by their age, too', nights(4, of(1)({ origin: 'manual' })), { maxManual: 3, retentionDays: 3 }, [1]],
    [
      'safety backups by the same limit, counted apart',
      nights(7, of(1, 3, 5)({ origin: 'safety' })),
      { maxBackups: 2 },
      [4, 2, 1],
    ],
    [
      'uploads by the limit of manual ones, or by the same one, counted apart',
      nights(7, of(1, 3, 5, 6)({ origin: 'upload' })),
      { maxBackups: 2 },
      [3, 2, 1],
    ],
    [
      'not the newest that nobody uploaded, though uploads are newer and better proven',
      nights(4, of(2, 3, 4)({ origin: 'upload', proof: 'migrated' })),
      { maxBackups: 1 },
      [3, 2],
    ],
    [
      'not a damaged one for the sake of an upload that is newer',
      [...nights(1, of(1)({ status: 'corrupted' })), backup({ number: 2, origin: 'upload' })],
      { retentionDays: 1 },
      [],
    ],
    [
      'not the newest that no restore made, though safety backups are newer and better proven',
      nights(4, of(2, 3, 4)({ origin: 'safety', proof: 'migrated' })),
      { retentionDays: 1, maxBackups: 1 },
      [3, 2],
    ],
    [
      'what has no day, where days are kept',
      nights(5),
      { keep: { daily: 3, weekly: 0, monthly: 0, yearly: 0 } },
      [2, 1],
    ],
    [
      // The 21st is a Saturday: weeks begin on the 16th, the 9th, …; months end on the 31st of October and so on.
      'what is neither young nor the newest of a week or month',
      nights(60),
      { retentionDays: 3, keep: { daily: 0, weekly: 2, monthly: 2, yearly: 0 } },
      Array.from({ length: 60 }, (_, index) => 60 - index).filter((number) => ![60, 59, 58, 54, 39].includes(number)),
    ],
    ['the oldest until the rest fits the quota', nights(5), { quotaBytes: 350 }, [2, 1]],
    [
      'by the quota neither what is pinned nor what holds the highest proof',
      nights(5, (number) => (number === 1 ? { pinned: true } : number === 2 ? { proof: 'restored' } : {})),
      { quotaBytes: 350 },
      [4, 3],
    ],
    [
      'by the quota also what the calendar keeps',
      nights(5),
      { quotaBytes: 250, keep: { daily: 5, weekly: 0, monthly: 0, yearly: 0 } },
      [3, 2, 1],
    ],
  ])('is %s', (_case, backups, rules, expected) => {
    expect(deleted(backups, rules)).toEqual(expected);
  });

  it('takes the newer for the newer by its number, also when the clock was set back between the two', () => {
    const backups = nights(3, of(3)({ createdAt: new Date('2020-01-01T00:00:00Z') }));
    expect(deleted(backups, { retentionDays: 1 })).toEqual([2, 1]);
  });

  it('waits for what comes from the future, after the clock was set back', () => {
    expect(deleted(nights(3), { retentionDays: 1 }, new Date('2020-01-01T00:00:00Z'))).toEqual([]);
  });

  it('begins a day where the time zone says', () => {
    const at = (number: number, createdAt: string) => backup({ number, createdAt: new Date(createdAt) });
    const backups = [at(1, '2026-11-19T22:30:00Z'), at(2, '2026-11-19T23:30:00Z'), at(3, '2026-11-20T12:00:00Z')];
    const keep = { daily: 9, weekly: 0, monthly: 0, yearly: 0 };
    expect(deleted(backups, { keep, timeZone: 'UTC' })).toEqual([1]);
    expect(deleted(backups, { keep, timeZone: 'Europe/Berlin' })).toEqual([2]);
  });

  it('counts a week across the turn of a year once', () => {
    const at = (number: number, day: string) => backup({ number, createdAt: new Date(`${day}T12:00:00Z`) });
    // Monday, the 28th of December 2026, begins the week of New Year.
    const backups = [
      at(1, '2026-12-27'),
      at(2, '2026-12-28'),
      at(3, '2027-01-01'),
      at(4, '2027-01-03'),
      at(5, '2027-01-04'),
    ];
    expect(deleted(backups, { keep: { daily: 0, weekly: 9, monthly: 0, yearly: 0 } })).toEqual([3, 2]);
  });
});

describe('the reasons', () => {
  it('are sentences that an operator understands', () => {
    const backups = nights(10, (number) => {
      if (number === 1) return { pinned: true };
      if (number === 2) return { use: 'restore #4 can still be rolled back' };
      if (number === 3) return { proof: 'counted' };
      if (number === 4) return { status: 'failed' };
      if (number === 8) return { status: 'corrupted' };
      return {};
    });
    const rules = policy({ maxBackups: 2, retentionDays: 5, keep: { daily: 0, weekly: 2, monthly: 0, yearly: 0 } });
    const { keep, delete: going } = chooseExpired(backups, rules, NOW);
    const told = Object.fromEntries([...keep, ...going].map(({ backup, reason }) => [backup.number, reason]));
    expect(told).toEqual({
      10: 'It is the newest completed backup of its source.',
      9: 'It is among the newest 2 backups and no older than 5 days.',
      8: 'It is corrupted, and younger than 5 days.',
      7: '2 newer backups are there, and the newest 2 stay; it is not the newest of a day, week, month or year that is kept.',
      6: '3 newer backups are there, and the newest 2 stay; it is not the newest of a day, week, month or year that is kept.',
      5: '4 newer backups are there, and the newest 2 stay; it is 5 days old, and 5 days are kept; it is not the newest of a day, week, month or year that is kept.',
      4: 'It is failed, and it is 6 days old, and 5 days are kept.',
      3: 'It is the newest backup of its source that is proven to "counted", the furthest of all.',
      2: 'It is in use: restore #4 can still be rolled back.',
      1: 'It is pinned.',
    });
  });

  it('speak of one as of one', () => {
    const { keep, delete: going } = chooseExpired(nights(3), policy({ maxBackups: 1 }), NOW);
    const told = [...keep, ...going].map(({ backup, reason }) => [backup.number, reason]);
    expect(told).toContainEqual([2, '1 newer backup is there, and only the newest stays.']);
    expect(told).toContainEqual([1, '2 newer backups are there, and only the newest stays.']);
  });

  it('say which place of the calendar is held', () => {
    const rules = policy({ keep: { daily: 1, weekly: 2, monthly: 0, yearly: 0 } });
    const { keep } = chooseExpired(nights(10), rules, NOW);
    expect(keep.map(({ backup, reason }) => [backup.number, reason])).toEqual([
      [10, 'It is the newest completed backup of its source.'],
      [4, 'It is the newest of its week (2 of 2).'],
    ]);
  });

  it('tell what the quota lacks when what is protected does not fit', () => {
    expect(chooseExpired(nights(5), policy({ quotaBytes: 30 }), NOW)).toMatchObject({ overQuotaBytes: 70 });
    expect(chooseExpired(nights(5), policy({ quotaBytes: 500 }), NOW)).toMatchObject({ overQuotaBytes: 0, delete: [] });
  });
});

describe('more than half', () => {
  it.each<[number, Partial<RetentionPolicy>, boolean]>([
    [2, { maxBackups: 1 }, false],
    [3, { maxBackups: 1 }, true],
    [4, { maxBackups: 2 }, false],
    [5, { maxBackups: 2 }, true],
    [1, { maxBackups: 1 }, false],
  ])('of %i by %j: %s', (count, rules, expected) => {
    expect(takesMoreThanHalf(chooseExpired(nights(count), policy(rules), NOW))).toBe(expected);
  });

  it('does not count what somebody has seen go', () => {
    const choices = chooseExpired(nights(6), policy({ maxBackups: 2 }), NOW);
    expect(takesMoreThanHalf(choices)).toBe(true);
    // One more backup was made since, so that one more goes.
    expect(takesMoreThanHalf(choices, new Set(['backup 1', 'backup 2', 'backup 3']))).toBe(false);
    expect(takesMoreThanHalf(choices, new Set(['backup 1']))).toBe(true);
  });

  it('counts completed backups alone', () => {
    const failed = nights(9, (number) => (number < 8 ? { status: 'failed', storedBytes: null } : {}));
    const choices = chooseExpired(failed, policy({ retentionDays: 2 }), NOW);
    expect(choices.delete).toHaveLength(7);
    expect(takesMoreThanHalf(choices)).toBe(false);
  });
});
