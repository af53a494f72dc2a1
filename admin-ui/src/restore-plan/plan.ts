import type { components } from '../api/schema.js';

type Schemas = components['schemas'];

export type Plan = Schemas['RestorePlanResponse'];
export type AppHistory = Schemas['AppVerdictResponse'];
export type Finding = Schemas['FindingResponse'];
export type Losses = Schemas['LossesResponse'];
export type Strategy = Plan['strategy'];
export type Verdict = Plan['verdict'];

export const STRATEGIES: readonly Strategy[] = ['swap', 'in_place', 'new_database'];

export const pendingOf = ({ migrations }: Pick<Plan, 'migrations'>): string[] =>
  migrations.flatMap(({ pending }) => pending);

export const unknownOf = ({ migrations }: Pick<Plan, 'migrations'>): string[] =>
  migrations.flatMap(({ unknown }) => unknown);

/** No migration leads from such a backup to the code: it takes an admin's word (`allowAhead`). */
export const needsOverride = ({ verdict }: Pick<Plan, 'verdict'>): boolean =>
  verdict === 'ahead' || verdict === 'diverged';

/** A blocker only as long as migrations are to be run. */
const NO_RUNNER = 'NO_MIGRATION_RUNNER';

/** What still stands in the way when migrations are run, or are not. */
export function blockersOf({ blockers }: Pick<Plan, 'blockers'>, runMigrations: boolean): Finding[] {
  return blockers.filter(({ code }) => runMigrations || code !== NO_RUNNER);
}

/** Rows that would be gone, and rows that would come back, by the counts of the tables. */
export function sumOfLosses({ rows }: Losses): { lost: number; back: number } {
  return rows.reduce(
    ({ lost, back }, { live, backup }) => ({
      lost: lost + Math.max(0, live - backup),
      back: back + Math.max(0, backup - live),
    }),
    { lost: 0, back: 0 },
  );
}
