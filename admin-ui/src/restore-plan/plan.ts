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

/** In words what the losses name one by one, or what the verdict says in its banner. */
const SAID_ELSEWHERE = ['OBJECTS_DROPPED', 'HISTORY_UNKNOWN', 'SCHEMA_AHEAD', 'SCHEMA_DIVERGED'];

/** What is to be known besides the verdict and what would be lost. */
export const warningsOf = ({ warnings }: Pick<Plan, 'warnings'>): Finding[] =>
  warnings.filter(({ code }) => !SAID_ELSEWHERE.includes(code));

/** What is dropped besides the tables that the losses name: each object comes with its kind, each table as a table. */
export function otherDropsOf({ drops, losses }: Pick<Plan, 'drops' | 'losses'>): string[] {
  const named = new Set(losses.tables.map((table) => `table ${table}`));
  return drops.filter((name) => !named.has(name));
}

/** A table that is lost whole, with its rows; null in plans that are older than their count. */
export interface LostTable {
  table: string;
  live: number | null;
}

/** The largest first. */
export function lostTablesOf({ tables, tableRows = [] }: Losses): LostTable[] {
  const rows = new Map(tableRows.map(({ table, live }) => [table, live]));
  return tables
    .map((table) => ({ table, live: rows.get(table) ?? null }))
    .toSorted((a, b) => (b.live ?? 0) - (a.live ?? 0));
}

/** Whether what is there now has all that would be there afterwards, and no more, by all that was counted. */
export const isNothingLost = ({ losses, drops }: Pick<Plan, 'losses' | 'drops'>): boolean =>
  losses.rows.length === 0 && losses.tables.length === 0 && drops.length === 0;

export interface SumOfLosses {
  /** Rows that would be gone, those of whole tables among them. */
  lost: number;
  /** Rows that would come back. */
  back: number;
  /** Tables that are lost whole, and of which nobody knows how many rows they have. */
  uncounted: number;
}

export function sumOfLosses(losses: Losses): SumOfLosses {
  const tables = lostTablesOf(losses);
  const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + Math.max(0, count), 0);
  return {
    lost: sum(tables.map(({ live }) => live ?? 0)) + sum(losses.rows.map(({ live, backup }) => live - backup)),
    back: sum(losses.rows.map(({ live, backup }) => backup - live)),
    uncounted: tables.filter(({ live }) => live === null).length,
  };
}
