/** Backups by themselves: not at all, at most one a day of each schedule, or as often as one likes. */
export const AUTO_BACKUPS = ['none', 'daily', 'any'] as const;
export type AutoBackups = (typeof AUTO_BACKUPS)[number];

/** What a tenant may have at most. null: no limit. Backups that restores make for safety are never counted. */
export interface Limits {
  /** Backups at the same time. */
  maxBackups: number | null;
  /** Stored bytes of all of them. */
  storedBytes: number | null;
  /** The most that `retentionDays` may be set to. */
  retentionDays: number | null;
  autoBackups: AutoBackups;
  /** That one person, with all their keys, may ask for on one day (UTC). */
  backupsPerUserPerDay: number | null;
}

export const PLAN_NAMES = ['free', 'pro', 'team', 'enterprise', 'unlimited'] as const;
export type PlanName = (typeof PLAN_NAMES)[number];

const GB = 1_000_000_000;

/** The one place that says what plans hold. */
export const PLANS: Record<PlanName, Limits> = {
  free: { maxBackups: 3, storedBytes: GB, retentionDays: 7, autoBackups: 'none', backupsPerUserPerDay: 10 },
  pro: { maxBackups: 10, storedBytes: 10 * GB, retentionDays: 30, autoBackups: 'daily', backupsPerUserPerDay: 10 },
  team: { maxBackups: 30, storedBytes: 50 * GB, retentionDays: 90, autoBackups: 'daily', backupsPerUserPerDay: 10 },
  enterprise: {
    ...{ maxBackups: null, storedBytes: null, retentionDays: 365, autoBackups: 'any', backupsPerUserPerDay: 10 },
  },
  unlimited: {
    ...{ maxBackups: null, storedBytes: null, retentionDays: null, autoBackups: 'any', backupsPerUserPerDay: null },
  },
};

/** What holds for a tenant: its plan, but for what it was given of its own. */
export function limitsOf(plan: PlanName, own: Partial<Limits>): Limits {
  return { ...PLANS[plan], ...own };
}
