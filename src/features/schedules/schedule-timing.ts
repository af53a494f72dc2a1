import type { Timing } from './schedule-times.js';
import type { Schedule } from './schedule.entity.js';

export function timingOf({
  cron,
  timeZone,
  everySeconds,
  anchor,
}: Pick<Schedule, 'cron' | 'timeZone' | 'everySeconds' | 'anchor'>): Timing {
  if (cron !== null) return { cron, timeZone };
  if (everySeconds !== null) return { everySeconds, anchor };
  throw new Error('A schedule has neither a cron expression nor an interval.');
}
