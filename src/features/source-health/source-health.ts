import { type Backups, type Due, type Missed, worstMissed } from './lateness.js';

export type Light = 'green' | 'yellow' | 'red';

/** What a reason speaks of, for whoever says it in other words. */
export interface ReasonFacts {
  /** The schedule that missed a backup, by its name. */
  schedule?: string;
  /** When that backup was due. */
  dueAt?: Date;
  /** How old the newest backup is, rounded down. */
  hours?: number;
  /** How many backups in a row failed, or are corrupted. */
  count?: number;
}

/** A reason why a source is not wholly well, in words. */
export interface Reason {
  code: ReasonCode;
  light: Light;
  message: string;
  facts: ReasonFacts;
  /** What it takes from the score. */
  points: number;
}

export const REASON_CODES = [
  'never_backed_up',
  'missed',
  'missed_repeatedly',
  'old',
  'not_scheduled',
  'last_failed',
  'failing',
  'newest_corrupted',
  'corrupted',
  'not_rehearsed',
  'drill_failed',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/** What is known of a source. */
export interface SourceFacts extends Backups {
  /** Since when it is protected. */
  createdAt: Date;
  /** When its newest completed backup ended. */
  lastBackupAt: Date | null;
  /** Whether that one was ever restored into a database: its proof is `restored` or higher. */
  isRehearsed: boolean;
  /** How its last backups ended, the newest first; canceled ones left out. */
  outcomes: readonly ('completed' | 'failed' | 'corrupted')[];
  corrupted: number;
  lastDrill: 'completed' | 'failed' | null;
}

export interface SourceVerdict {
  status: Light;
  /** 100: nothing is to be said against it. */
  score: number;
  reasons: Reason[];
  missed: Missed | null;
}

const HOUR_MS = 3_600_000;
/** Of a source that nothing backs up by itself. */
const OLD_HOURS = { yellow: 24, red: 48 };
const FAILING_AFTER = 3;

/** How well a source is protected. By its own schedules: a nightly backup is not late at 24 hours and one minute. */
export function judgeSource(facts: SourceFacts, dues: readonly Due[]): SourceVerdict {
  const missed = worstMissed(dues, facts);
  const reasons = [
    ...ageReasons(facts, dues, missed),
    ...outcomeReasons(facts),
    ...damageReasons(facts),
    ...proofReasons(facts),
  ];
  const lost = reasons.reduce((sum, { points }) => sum + points, 0);
  return { status: worstOf(reasons.map(({ light }) => light)), score: Math.max(0, 100 - lost), reasons, missed };
}

export function worstOf(lights: readonly Light[]): Light {
  return lights.includes('red') ? 'red' : lights.includes('yellow') ? 'yellow' : 'green';
}

function ageReasons(facts: SourceFacts, dues: readonly Due[], missed: Missed | null): Reason[] {
  const isScheduled = dues.some(({ enabled }) => enabled);
  const reasons: Reason[] = [];
  if (!isScheduled) {
    const message =
      dues.length > 0
        ? 'Its schedules are paused: nothing backs it up by itself.'
        : 'Nothing backs it up by itself: it has no schedule.';
    reasons.push({ code: 'not_scheduled', light: 'green', message, facts: {}, points: 10 });
  }
  if (missed !== null) {
    const when = `The backup of the schedule "${missed.schedule}" that was due at ${missed.dueAt.toISOString()} has not been made`;
    const said = { schedule: missed.schedule, dueAt: missed.dueAt };
    reasons.push(
      missed.isRepeated
        ? {
            code: 'missed_repeatedly',
            light: 'red',
            message: `${when}, nor has the one before it.`,
            facts: said,
            points: 60,
          }
        : { code: 'missed', light: 'yellow', message: `${when}.`, facts: said, points: 30 },
    );
  }
  if (facts.lastBackupAt === null) {
    const light = !isScheduled && hoursSince(facts.createdAt, facts.now) >= OLD_HOURS.yellow ? 'red' : 'yellow';
    reasons.push({
      code: 'never_backed_up',
      light,
      message: 'There is no backup of it that could be restored.',
      facts: {},
      points: 50,
    });
  } else if (!isScheduled) {
    reasons.push(...oldReasons(hoursSince(facts.lastBackupAt, facts.now)));
  }
  return reasons;
}

function oldReasons(age: number): Reason[] {
  if (age < OLD_HOURS.yellow) return [];
  const isRed = age > OLD_HOURS.red;
  const hours = Math.floor(age);
  const message = `Its newest backup is ${hours} hours old.`;
  return [{ code: 'old', light: isRed ? 'red' : 'yellow', message, facts: { hours }, points: isRed ? 60 : 30 }];
}

function outcomeReasons({ outcomes }: SourceFacts): Reason[] {
  const failed = outcomes.findIndex((outcome) => outcome !== 'failed');
  const inARow = failed === -1 ? outcomes.length : failed;
  if (inARow === 0) return [];
  if (inARow < FAILING_AFTER) {
    return [{ code: 'last_failed', light: 'yellow', message: 'Its last backup failed.', facts: {}, points: 20 }];
  }
  const message = `Its last ${inARow === outcomes.length ? '' : `${inARow} `}backups failed.`;
  return [{ code: 'failing', light: 'red', message, facts: { count: inARow }, points: 40 }];
}

function damageReasons({ outcomes, corrupted }: SourceFacts): Reason[] {
  const newestGood = outcomes.find((outcome) => outcome !== 'failed');
  if (newestGood === 'corrupted') {
    const message = 'Its newest backup is corrupted: make another one.';
    return [{ code: 'newest_corrupted', light: 'red', message, facts: {}, points: 30 }];
  }
  if (corrupted === 0) return [];
  // As long as it lies there, a newer one that is whole notwithstanding: what rotted once shows that the store rots.
  const message = `${corrupted} of its backups ${corrupted === 1 ? 'is' : 'are'} corrupted.`;
  return [{ code: 'corrupted', light: 'yellow', message, facts: { count: corrupted }, points: 20 }];
}

function proofReasons({ lastBackupAt, isRehearsed, lastDrill }: SourceFacts): Reason[] {
  if (lastDrill === 'failed') {
    const message = 'Its last drill failed: whether it can be restored is not known.';
    return [{ code: 'drill_failed', light: 'yellow', message, facts: {}, points: 20 }];
  }
  if (lastBackupAt === null || isRehearsed || lastDrill === 'completed') return [];
  const message = 'No drill has ever restored it, and its newest backup was only read back.';
  return [{ code: 'not_rehearsed', light: 'green', message, facts: {}, points: 5 }];
}

export function hoursSince(at: Date, now: Date): number {
  return (now.getTime() - at.getTime()) / HOUR_MS;
}
