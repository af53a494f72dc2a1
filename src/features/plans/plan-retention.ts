import { AppError } from '../../common/app-error.js';
import type { RetentionRules } from '../settings/retention-rules.js';
import type { Limits } from './plans.js';

/** What of retention rules keeps backups for longer than a plan does; by field. What is absent is not looked at. */
export function keptTooLong(
  rules: Partial<Pick<RetentionRules, 'retentionDays'>> & { keep?: Partial<RetentionRules['keep']> },
  { retentionDays: limit }: Pick<Limits, 'retentionDays'>,
): string[] {
  if (limit === null) return [];
  const { retentionDays, keep = {} } = rules;
  const fields = retentionDays !== undefined && (retentionDays === 0 || retentionDays > limit) ? ['retentionDays'] : [];
  return [
    ...fields,
    ...PERIODS.filter(([name, days]) => (keep[name] ?? 0) * days > limit).map(([name]) => `keep.${name}`),
  ];
}

/** How many days one place of each takes. */
const PERIODS = [
  ['daily', 1],
  ['weekly', 7],
  ['monthly', 31],
  ['yearly', 366],
] as const;

/** The most places of each that a plan has room for. */
export function mostKept(limit: number): RetentionRules['keep'] {
  const [daily, weekly, monthly, yearly] = PERIODS.map(([, days]) => Math.floor(limit / days));
  return { daily: daily ?? 0, weekly: weekly ?? 0, monthly: monthly ?? 0, yearly: yearly ?? 0 };
}

/** Throws QUOTA_EXCEEDED for retention rules that keep backups for longer than the plan does. */
export function assertKeptWithin(rules: Parameters<typeof keptTooLong>[0], limits: Limits): void {
  const fields = keptTooLong(rules, limits);
  if (fields.length === 0) return;
  const days = limits.retentionDays ?? 0;
  throw new AppError(
    'QUOTA_EXCEEDED',
    `The plan keeps backups for ${days} days at most: ${fields.join(', ')} would be more.`,
    {
      hint: `Set retentionDays to 1 to ${days} (0 would be no limit), and keep to what fits into it; or ask for a larger plan.`,
      errors: fields.map((field) => ({ field, message: `must stay within ${days} days` })),
    },
  );
}
