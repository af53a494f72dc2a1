import { blockersOf, needsOverride, type Plan } from '../restore-plan/plan.js';
import type { Wish } from './wish.js';

export interface Options {
  runMigrations: boolean;
  allowAhead: boolean;
  skipSafetyBackup: boolean;
}

/** Of what is wished for, what means something for this plan. In place there is no way back but the safety backup. */
export function optionsOf(plan: Plan, { runMigrations, allowAhead, skipSafetyBackup }: Wish): Options {
  return {
    runMigrations,
    allowAhead: allowAhead && needsOverride(plan),
    skipSafetyBackup: skipSafetyBackup && plan.strategy === 'swap',
  };
}

export const isOverriding = ({ allowAhead, skipSafetyBackup }: Options): boolean => allowAhead || skipSafetyBackup;

/** Whether no option can make this plan a restore: what stands in the way does so with and without migrations. */
export const isBlockedForGood = (plan: Plan): boolean => blockersOf(plan, false).length > 0;

/** Whether the server would take it, as far as the plan tells; and whether a reason stands where one is due. */
export function isAllowed(plan: Plan, options: Options, reason: string): boolean {
  if (blockersOf(plan, options.runMigrations).length > 0) return false;
  if (needsOverride(plan) && !options.allowAhead) return false;
  return !isOverriding(options) || reason.trim() !== '';
}
