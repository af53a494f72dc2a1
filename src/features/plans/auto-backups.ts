import { AppError } from '../../common/app-error.js';
import type { Limits } from './plans.js';

export const HOW_WITHOUT_AUTO = 'Make them when you need them, or ask for a larger plan.';

/** What is left between two runs by a schedule that the plan lets run once a day: a day of the spring, less an hour. */
const LEAST_DAY_MS = 22 * 3_600_000;

/**
 * Throws QUOTA_EXCEEDED where the plan makes no backups by themselves, or fewer than these.
 * @param next when they would be made, in order
 */
export function assertAutoBackups({ autoBackups }: Limits, next: readonly Date[]): void {
  if (autoBackups === 'any') return;
  if (autoBackups === 'none') {
    throw new AppError('QUOTA_EXCEEDED', 'The plan makes no backups by themselves.', { hint: HOW_WITHOUT_AUTO });
  }
  const isOften = next.some((at, index) => at.getTime() - (next[index - 1]?.getTime() ?? -Infinity) < LEAST_DAY_MS);
  if (!isOften) return;
  throw new AppError('QUOTA_EXCEEDED', 'The plan makes backups by themselves once a day at most.', {
    hint: 'Let the schedule run once a day, or ask for a larger plan.',
  });
}
