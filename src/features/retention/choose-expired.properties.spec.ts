import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { BACKUP_ORIGINS, BACKUP_STATUSES, PROOF_LEVELS } from '../backups/backup-states.js';
import { chooseExpired, type RetentionBackup, type RetentionPolicy } from './choose-expired.js';

const NOW = new Date('2026-11-21T03:00:00Z');
const DAY_MS = 86_400_000;

/** Of one source, in the order of their numbers, with clocks that may have been anywhere. */
const backups: fc.Arbitrary<RetentionBackup[]> = fc
  .array(
    fc.record({
      origin: fc.constantFrom(...BACKUP_ORIGINS),
      status: fc.oneof(
        { weight: 3, arbitrary: fc.constant('completed' as const) },
        { weight: 1, arbitrary: fc.constantFrom(...BACKUP_STATUSES) },
      ),
      proof: fc.constantFrom(...PROOF_LEVELS),
      ageDays: fc.double({ min: -40, max: 800, noNaN: true }),
      storedBytes: fc.option(fc.nat(1_000)),
      isUsed: fc.integer({ min: 0, max: 9 }).map((dice) => dice === 0),
      isPinned: fc.integer({ min: 0, max: 9 }).map((dice) => dice === 0),
    }),
    { maxLength: 40 },
  )
  .map((list) =>
    list.map(({ ageDays, isUsed, isPinned, ...backup }, index) => ({
      ...backup,
      id: `backup ${index + 1}`,
      number: index + 1,
      pinned: isPinned,
      createdAt: new Date(NOW.getTime() - ageDays * DAY_MS),
      use: isUsed ? 'somebody needs it' : null,
    })),
  );

const limit = (max: number): fc.Arbitrary<number> => fc.oneof(fc.constant(0), fc.integer({ min: 1, max }));

const policies: fc.Arbitrary<RetentionPolicy> = fc.record({
  maxBackups: limit(20),
  retentionDays: limit(400),
  maxManual: limit(10),
  keep: fc.record({ daily: limit(10), weekly: limit(6), monthly: limit(13), yearly: limit(3) }),
  quotaBytes: limit(10_000),
  timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Kiritimati'),
});

function always(holds: (given: RetentionBackup[], policy: RetentionPolicy) => boolean): void {
  fc.assert(fc.property(backups, policies, holds), { numRuns: 300 });
}

const choose = (given: readonly RetentionBackup[], policy: RetentionPolicy, now = NOW) =>
  chooseExpired(given, policy, now);
const going = (given: readonly RetentionBackup[], policy: RetentionPolicy, now = NOW): Set<string> =>
  new Set(choose(given, policy, now).delete.map(({ backup }) => backup.id));

describe('whatever the backups and the policy', () => {
  it('each backup is told once, with a sentence', () => {
    always((given, policy) => {
      const { keep, delete: expired } = choose(given, policy);
      const told = [...keep, ...expired];
      const ids = new Set(told.map(({ backup }) => backup.id));
      return (
        told.length === given.length &&
        ids.size === given.length &&
        told.every(({ reason }) => /^[A-Z0-9].*\.$/.test(reason))
      );
    });
  });

  it('the newest completed and the newest of the highest proof stay, and what no restore made among them', () => {
    always((given, policy) => {
      const gone = going(given, policy);
      const completed = given.filter(({ status }) => status === 'completed').reverse();
      const newestBest = (list: RetentionBackup[]): RetentionBackup[] => {
        const highest = Math.max(...list.map(({ proof }) => PROOF_LEVELS.indexOf(proof)));
        return [
          ...list.slice(0, 1),
          ...list.filter(({ proof }) => PROOF_LEVELS.indexOf(proof) === highest).slice(0, 1),
        ];
      };
      const made = completed.filter(({ origin }) => origin === 'manual' || origin === 'scheduled');
      return [...newestBest(completed), ...newestBest(made)].every(({ id }) => !gone.has(id));
    });
  });

  it('what is pinned, in use or in the making stays', () => {
    always((given, policy) => {
      const gone = going(given, policy);
      return given.every(
        ({ id, pinned, use, status }) =>
          !gone.has(id) || (!pinned && use === null && status !== 'pending' && status !== 'running'),
      );
    });
  });

  it('without limits nothing goes', () => {
    always((given, { timeZone }) => {
      const keep = { daily: 0, weekly: 0, monthly: 0, yearly: 0 };
      return going(given, { maxBackups: 0, retentionDays: 0, maxManual: 0, keep, quotaBytes: 0, timeZone }).size === 0;
    });
  });

  it('what failed or is corrupted changes nothing for what is completed', () => {
    always((given, policy) => {
      const without = { ...policy, quotaBytes: 0 };
      const completed = given.filter(({ status }) => status === 'completed');
      const [all, alone] = [going(given, without), going(completed, without)];
      return completed.every(({ id }) => all.has(id) === alone.has(id));
    });
  });

  it('the order that they are given in changes nothing', () => {
    always((given, policy) => {
      const [one, other] = [going(given, policy), going([...given].reverse(), policy)];
      return given.every(({ id }) => one.has(id) === other.has(id));
    });
  });

  it('once obeyed, there is nothing more to do', () => {
    always((given, policy) => {
      const gone = going(given, policy);
      return (
        going(
          given.filter(({ id }) => !gone.has(id)),
          policy,
        ).size === 0
      );
    });
  });

  it('what has gone by its age does not come back as time passes', () => {
    always((given, policy) => {
      const byAge = { ...policy, quotaBytes: 0 };
      const [now, later] = [going(given, byAge), going(given, byAge, new Date(NOW.getTime() + 30 * DAY_MS))];
      return [...now].every((id) => later.has(id));
    });
  });

  it('the quota holds, or all that is left is protected', () => {
    always((given, policy) => {
      const { keep, overQuotaBytes } = choose(given, policy);
      const bytes = keep.reduce((sum, { backup }) => sum + (backup.storedBytes ?? 0), 0);
      if (policy.quotaBytes === 0) return overQuotaBytes === 0;
      return overQuotaBytes === Math.max(0, bytes - policy.quotaBytes);
    });
  });
});
