import { nextBeginning } from './run-window.js';
import { understood } from './schedule-problem.js';
import { timingOf } from './schedule-timing.js';
import type { Schedule } from './schedule.entity.js';

export interface ComingRun {
  scheduleId: string;
  at: Date;
}

type Timed = Pick<Schedule, 'id' | 'enabled' | 'cron' | 'timeZone' | 'everySeconds' | 'anchor' | 'window' | 'since'>;

/**
 * When these schedules may begin runs after `after` and before `to`, the soonest first, `most` of them at most. Whatever a
 * schedule's rhythm, no more of its times are worked out than are answered, and one.
 */
export function comingRuns(
  schedules: readonly Timed[],
  { after, to, most }: { after: Date; to: Date; most: number },
): { runs: ComingRun[]; isCut: boolean } {
  const nexts = schedules.flatMap((schedule) => {
    const at = nextOf(schedule, after);
    return at === null || at >= to ? [] : [{ schedule, at }];
  });
  const runs: ComingRun[] = [];
  while (nexts.length > 0 && runs.length < most) {
    const soonest = nexts.reduce((best, next) => (next.at < best.at ? next : best));
    runs.push({ scheduleId: soonest.schedule.id, at: soonest.at });
    const at = nextOf(soonest.schedule, soonest.at);
    if (at !== null && at < to) soonest.at = at;
    else nexts.splice(nexts.indexOf(soonest), 1);
  }
  return { runs, isCut: nexts.length > 0 };
}

/** null: it is paused, or nobody can tell. */
function nextOf(schedule: Timed, after: Date): Date | null {
  if (!schedule.enabled) return null;
  const { window, since } = schedule;
  return understood(schedule, () => nextBeginning(timingOf(schedule), window, after, since)).result;
}
