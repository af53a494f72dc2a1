import { isTimeZone } from '../../common/time-zone.js';
import type { Schedule } from './schedule.entity.js';

/** What a schedule says of when it runs. */
type SaidTimes = Pick<Schedule, 'cron' | 'timeZone' | 'window'>;

/** Works `work` out for a schedule that may not be understood here; `problem` says, for people, why it could not be. */
export function understood<Result>(
  schedule: SaidTimes,
  work: () => Result,
): { result: Result; problem: null } | { result: null; problem: string } {
  try {
    return { result: work(), problem: null };
  } catch (error) {
    return { result: null, problem: problemOf(schedule, error) };
  }
}

/** It was saved where it was understood: by a machine that knows other time zones, or by another release. */
function problemOf({ cron, timeZone, window }: SaidTimes, error: unknown): string {
  const zones = [...(cron === null ? [] : [timeZone]), ...(window === null ? [] : [window.timeZone])];
  const unknown = zones.find((zone): boolean => !isTimeZone(zone));
  if (unknown !== undefined) return `This machine does not know the time zone "${unknown}".`;
  return `When it is due cannot be told: ${error instanceof Error ? error.message : String(error)}.`;
}

/** What this process has said already: it looks every second, and what does not change is worth one line. */
export class SaidProblems {
  private readonly said = new Map<string, string>();

  isNew(scheduleId: string, problem: string): boolean {
    if (this.said.get(scheduleId) === problem) return false;
    this.said.set(scheduleId, problem);
    return true;
  }
}
