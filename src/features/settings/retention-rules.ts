/** How many backups stay beside those that the limits keep: the newest of so many days, weeks, months and years that have one. */
export interface KeepCounts {
  daily: number;
  weekly: number;
  monthly: number;
  yearly: number;
}

export const KEEP_PERIODS = ['daily', 'weekly', 'monthly', 'yearly'] as const satisfies readonly (keyof KeepCounts)[];
export type KeepPeriod = (typeof KEEP_PERIODS)[number];

/** What of each source's backups stays (docs/retention.md). 0 is no limit everywhere; in `keep` it is none. */
export interface RetentionRules {
  /** Completed backups; those that restores made are counted apart. */
  maxBackups: number;
  retentionDays: number;
  /** Manual and uploaded backups, then counted apart; 0: they are counted with the others. */
  maxManual: number;
  keep: KeepCounts;
  /** Stored bytes of one source. */
  quotaBytes: number;
}

/** What one source has of its own; what is absent follows its tenant. */
export type SourceRetention = Partial<Omit<RetentionRules, 'keep'>> & { keep?: Partial<KeepCounts> };

export const NO_LIMITS: RetentionRules = {
  maxBackups: 0,
  retentionDays: 0,
  maxManual: 0,
  keep: { daily: 0, weekly: 0, monthly: 0, yearly: 0 },
  quotaBytes: 0,
};

/** The rules that hold for a source. */
export function rulesOf(tenant: RetentionRules, own: SourceRetention | null): RetentionRules {
  const { maxBackups, retentionDays, maxManual, keep, quotaBytes } = { ...tenant, ...own };
  return { maxBackups, retentionDays, maxManual, keep: { ...tenant.keep, ...keep }, quotaBytes };
}
