import { expect, it } from '@jest/globals';
import { PROOF_LEVELS } from '../backups/backup-states.js';
import { chooseExpired, type RetentionBackup, type RetentionPolicy, takesMoreThanHalf } from './choose-expired.js';

const NIGHTS = 10_000;
const DAY_MS = 86_400_000;
const SEED = 20261121;

/** Numbers from 0 to 1, the same in every run (mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

class World {
  private readonly roll = dice(SEED);
  private now = Date.parse('2026-01-01T02:00:00Z');
  private number = 0;
  readonly sources = new Map<string, { backups: RetentionBackup[]; policy: RetentionPolicy }>();

  constructor() {
    for (const name of ['shop', 'crm', 'wiki', 'mail']) this.sources.set(name, { backups: [], policy: this.policy() });
  }

  chance(of: number): boolean {
    return this.roll() < of;
  }

  /** 0 as often as not: no limit. */
  private limit(max: number): number {
    return this.chance(0.5) ? 0 : 1 + Math.floor(this.roll() * max);
  }

  policy(): RetentionPolicy {
    return {
      maxBackups: this.limit(30),
      retentionDays: this.limit(60),
      maxManual: this.limit(5),
      keep: { daily: this.limit(10), weekly: this.limit(5), monthly: this.limit(12), yearly: this.limit(3) },
      quotaBytes: this.chance(0.8) ? 0 : this.limit(20_000),
      timeZone: this.chance(0.5) ? 'Europe/Berlin' : 'America/St_Johns',
    };
  }

  /** A night passes; now and then the clock of the server is set, as far as two years forth or back. */
  night(): Date {
    this.now += DAY_MS + (this.roll() - 0.5) * 3_600_000;
    if (this.chance(0.003)) this.now += (this.roll() - 0.5) * 4 * 365 * DAY_MS;
    return new Date(this.now);
  }

  /** What happens between two runs of retention. */
  happen(source: { backups: RetentionBackup[]; policy: RetentionPolicy }): void {
    const { backups } = source;
    for (let left = this.chance(0.1) ? 3 : 1; left > 0; left -= 1) backups.push(this.backup());
    for (const backup of backups) {
      if (backup.status === 'running') backup.status = 'completed';
      if (backup.status === 'completed' && this.chance(0.01)) backup.proof = 'counted';
      if (backup.status === 'completed' && this.chance(0.002)) backup.status = 'corrupted';
      if (this.chance(0.004)) backup.pinned = !backup.pinned;
      backup.use = this.chance(0.01) ? 'restore #1 reads it' : null;
    }
    if (this.chance(0.03)) source.policy = this.policy();
  }

  private backup(): RetentionBackup {
    this.number += 1;
    const isFailed = this.chance(0.1);
    return {
      id: `backup ${this.number}`,
      number: this.number,
      origin: this.chance(0.7) ? 'scheduled' : this.chance(0.5) ? 'manual' : 'safety',
      status: isFailed ? 'failed' : this.chance(0.02) ? 'running' : 'completed',
      proof: isFailed ? 'none' : 'decoded',
      pinned: false,
      createdAt: new Date(this.now - this.roll() * 3_600_000),
      storedBytes: isFailed ? null : Math.floor(this.roll() * 1_000),
      use: null,
    };
  }
}

/** Told apart from the chooser, one rule after the other: those of `all` that at least one rule keeps. */
function keptByRule(all: readonly RetentionBackup[], policy: RetentionPolicy, now: Date): Set<string> {
  const kept = new Set<string>();
  const keep = (backups: (RetentionBackup | undefined)[]): void => {
    for (const backup of backups) if (backup !== undefined) kept.add(backup.id);
  };
  const newestFirst = [...all].sort((a, b) => b.number - a.number);
  const completed = newestFirst.filter(({ status }) => status === 'completed');
  const isYoung = ({ createdAt }: RetentionBackup): boolean =>
    policy.retentionDays === 0 || now.getTime() - createdAt.getTime() <= policy.retentionDays * DAY_MS;

  keep(newestFirst.filter(({ pinned, use, status }) => pinned || use !== null || status === 'running'));
  for (const group of [completed, completed.filter(({ origin }) => origin !== 'safety')]) keep([group[0], best(group)]);
  keep(
    newestFirst.filter(
      (backup) =>
        backup.status !== 'completed' &&
        (isYoung(backup) || (backup.status === 'corrupted' && (completed[0]?.number ?? 0) < backup.number)),
    ),
  );

  const manual = completed.filter(({ origin }) => origin === 'manual' && policy.maxManual > 0);
  const safety = completed.filter(({ origin }) => origin === 'safety');
  const others = completed.filter((backup) => !manual.includes(backup) && !safety.includes(backup));
  const isCalendarSet = Object.values(policy.keep).some((count) => count > 0);
  for (const [group, limit] of [
    [manual, policy.maxManual],
    [safety, policy.maxBackups],
    [others, policy.maxBackups],
  ] as const) {
    if (group === others && isCalendarSet && limit === 0 && policy.retentionDays === 0) continue;
    keep((limit === 0 ? group : group.slice(0, limit)).filter(isYoung));
  }
  const dayOf = days(policy.timeZone);
  for (const [count, nameOf] of [
    [policy.keep.daily, (day: string) => day],
    [policy.keep.weekly, (day: string) => String(Math.floor((Date.parse(day) / DAY_MS + 3) / 7))],
    [policy.keep.monthly, (day: string) => day.slice(0, 7)],
    [policy.keep.yearly, (day: string) => day.slice(0, 4)],
  ] as const) {
    const newest = new Map<string, RetentionBackup>();
    for (const backup of others) {
      const name = nameOf(dayOf(backup));
      if (!newest.has(name)) newest.set(name, backup);
    }
    keep([...newest.values()].slice(0, count));
  }
  return kept;
}

const calendars = new Map<string, Intl.DateTimeFormat>();
const remembered = new Map<string, string>();

function days(timeZone: string): (backup: RetentionBackup) => string {
  const format = calendars.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone });
  calendars.set(timeZone, format);
  return ({ id, createdAt }) => {
    const day = remembered.get(`${timeZone} ${id}`) ?? format.format(createdAt);
    remembered.set(`${timeZone} ${id}`, day);
    return day;
  };
}

function best(newestFirst: readonly RetentionBackup[]): RetentionBackup | undefined {
  for (const level of [...PROOF_LEVELS].reverse()) {
    const found = newestFirst.find(({ proof }) => proof === level);
    if (found !== undefined) return found;
  }
  return undefined;
}

it('keeps the newest proven backup of every source, and nothing that no rule keeps, for ten thousand nights', () => {
  const world = new World();
  const counts = { runs: 0, deleted: 0, stopped: 0, byQuota: 0 };
  for (let night = 0; night < NIGHTS; night += 1) {
    const now = world.night();
    const [source] = [...world.sources.values()].slice(night % world.sources.size);
    if (source === undefined) throw new Error('no source');
    world.happen(source);
    const { policy } = source;
    const before = source.backups;
    const choices = chooseExpired(before, policy, now);
    counts.runs += 1;
    if (takesMoreThanHalf(choices) && world.chance(0.7)) {
      counts.stopped += 1; // nobody has seen it; on other nights somebody has
      continue;
    }
    const gone = new Set(choices.delete.map(({ backup }) => backup.id));
    source.backups = before.filter(({ id }) => !gone.has(id));
    counts.deleted += gone.size;

    const completed = before.filter(({ status }) => status === 'completed').reverse();
    const survivors = new Set(source.backups.map(({ id }) => id));
    for (const backup of [completed[0], best(completed)]) {
      if (backup !== undefined && !survivors.has(backup.id)) throw new Error(`Night ${night} took ${backup.id}.`);
    }
    const byRule = keptByRule(before, policy, now);
    const bytes = source.backups.reduce((sum, { storedBytes }) => sum + (storedBytes ?? 0), 0);
    for (const { id } of before) {
      if (survivors.has(id) && !byRule.has(id)) throw new Error(`Night ${night}: no rule keeps ${id}.`);
      if (survivors.has(id) || !byRule.has(id)) continue;
      counts.byQuota += 1;
      if (policy.quotaBytes === 0) throw new Error(`Night ${night} took ${id}, which a rule keeps.`);
    }
    if (policy.quotaBytes > 0 && bytes > policy.quotaBytes)
      expect(choices.overQuotaBytes).toBe(bytes - policy.quotaBytes);
  }
  // Of everything that the nights are about there was enough.
  expect(counts.runs).toBe(NIGHTS);
  expect(counts.deleted).toBeGreaterThan(NIGHTS / 2);
  expect(counts.stopped).toBeGreaterThan(20);
  expect(counts.byQuota).toBeGreaterThan(20);
});
