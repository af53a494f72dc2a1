import { AppError } from '../../common/app-error.js';
import { CronError, parseCron } from './cron.js';
import { nextOnWall } from './wall-clock.js';

/** A backup reads the whole database: more often is replication's business. */
const LEAST_MINUTES = 5;
const MINUTE_MS = 60_000;
const LONGEST_SECONDS = 366 * 86_400;
const SECONDS = { m: 60, h: 3_600, d: 86_400 } as const;

export interface TimingRequest {
  cron?: string;
  every?: string;
}

export interface TimingColumns {
  cron: string | null;
  everySeconds: number | null;
}

/** What a request says of the timing; null: nothing. @throws INVALID_PARAMETER, which says what is wrong with which field */
export function readTiming({ cron, every }: TimingRequest): TimingColumns | null {
  if (cron !== undefined && every !== undefined) throw wrong('every', 'cannot be given together with cron');
  if (cron !== undefined) return { cron: checkedCron(cron), everySeconds: null };
  if (every !== undefined) return { cron: null, everySeconds: checkedInterval(every) };
  return null;
}

export function missingTiming(): AppError {
  return new AppError('MISSING_PARAMETER', 'Missing: cron.', {
    hint: 'Give a cron expression ("0 3 * * *") or an interval ("every": "6h").',
    errors: [{ field: 'cron', message: 'is missing; or give every' }],
  });
}

/** As it was asked for: `6h`. */
export function intervalText(seconds: number): string {
  for (const [unit, size] of [
    ['d', SECONDS.d],
    ['h', SECONDS.h],
  ] as const) {
    if (seconds % size === 0 && !(unit === 'd' && seconds === size)) return `${seconds / size}${unit}`;
  }
  return `${seconds / SECONDS.m}m`;
}

function checkedCron(text: string): string {
  const cron = parsed(text);
  const times: number[] = [];
  // Enough to see the shortest distance: of times that are further apart than asked for, a day holds no more than these.
  while (times.length <= (24 * 60) / LEAST_MINUTES + 1) {
    const next = nextOnWall(cron, times.at(-1) ?? 0);
    if (next === null) throw wrong('cron', 'never comes: there is no such day');
    const last = times.at(-1);
    if (last !== undefined && next - last < LEAST_MINUTES * MINUTE_MS) {
      throw wrong('cron', `comes twice within ${LEAST_MINUTES} minutes: that is too often`);
    }
    times.push(next);
    if (next > YEARS_LOOKED_AT_MS) break;
  }
  return text.trim().split(/\s+/).join(' ');
}

/** From the beginning of 1970, where the look begins. */
const YEARS_LOOKED_AT_MS = 5 * 366 * 86_400_000;

function parsed(text: string) {
  try {
    return parseCron(text);
  } catch (error) {
    if (error instanceof CronError) throw wrong('cron', error.message);
    throw error;
  }
}

function checkedInterval(text: string): number {
  const [, count, unit] = /^(\d{1,5})([mhd])$/.exec(text) ?? [];
  if (count === undefined || (unit !== 'm' && unit !== 'h' && unit !== 'd')) {
    throw wrong('every', 'must be a number of minutes, hours or days, such as 30m, 6h or 1d');
  }
  const seconds = Number(count) * SECONDS[unit];
  if (seconds < LEAST_MINUTES * 60) throw wrong('every', `must be at least ${LEAST_MINUTES}m`);
  if (seconds > LONGEST_SECONDS) throw wrong('every', 'must be at most 366d');
  return seconds;
}

function wrong(field: 'cron' | 'every', message: string): AppError {
  return new AppError(
    'INVALID_PARAMETER',
    `Not valid: ${field}. ${message[0]?.toUpperCase() ?? ''}${message.slice(1)}.`,
    {
      hint: 'Five fields: minute, hour, day of the month, month, day of the week; or an interval (docs/tasks/schedule-backups.md).',
      errors: [{ field, message }],
    },
  );
}
