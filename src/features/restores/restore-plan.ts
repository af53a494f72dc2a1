import type { AppVerdict, Comparison, Verdict } from '../../platform/migration-state/migration-state.js';
import type { OwnerMap } from '../../platform/postgres/archive/map-roles.js';
import type { SwapFindings } from '../../platform/postgres/swap-finding.js';
import { RESTORE_STRATEGIES, type StrategyName } from './strategy-names.js';

/** One thing to know, or one that stands in the way, before anything is written. */
export interface Finding {
  code: string;
  message: string;
  hint: string;
}

/** Rows that the live database has and the backup has not (or the other way round), per table. */
export interface RowLoss {
  table: string;
  live: number;
  backup: number;
}

/** The rows of a table that is lost whole. */
export interface TableLoss {
  table: string;
  live: number;
}

export interface Losses {
  /** False when some live tables were too large to be counted in time and are estimates. */
  exact: boolean;
  rows: RowLoss[];
  /** Tables that the live database has and the backup has not. */
  tables: string[];
  /** Their rows, as exact as `rows`. Absent in plans that are older than it. */
  tableRows?: TableLoss[];
}

export interface SpaceNeed {
  where: 'server' | 'store' | 'spool';
  needed: number;
  /** null: it cannot be told from here. */
  free: number | null;
}

/** What a restore would do, worked out before anything is written (`restore-plan` in api.md). */
export interface RestorePlanContent {
  strategy: StrategyName;
  /** Every strategy there is: what would come of asking for it now. */
  strategies: { name: StrategyName; possible: boolean; reason: string }[];
  target: { sourceId: string; database: string };
  verdict: Verdict;
  migrations: AppVerdict[];
  runner: string | null;
  losses: Losses;
  warnings: Finding[];
  blockers: Finding[];
  estimate: { seconds: number; space: SpaceNeed[] };
  /** A new database replaces nothing: there is nothing to be kept safe. */
  safetyBackup: boolean;
  noOwner: boolean;
  /** Absent in plans that are older than it. */
  ownerMap?: OwnerMap;
  /** In place: what stands in the live database and not in the backup, and is dropped. */
  drops: string[];
}

/** Everything that was read to make a plan. */
export interface PlanFacts {
  strategy: StrategyName;
  noOwner: boolean;
  ownerMap: OwnerMap;
  drops: readonly string[];
  target: { sourceId: string; database: string };
  comparison: Comparison;
  runner: string | null;
  /** What is in the way of each strategy, and what to know before it. */
  findings: Readonly<Record<StrategyName, SwapFindings>>;
  /** What is wrong with the backup itself; null for nothing. */
  damage: Finding | null;
  backupCounts: Readonly<Record<string, number>>;
  liveCounts: ReadonlyMap<string, { rows: number; exact: boolean }>;
  /** In which frameworks keep what was migrated, in the backup or in the live database. */
  historyTables: readonly string[];
  /** Of the plain archive. */
  rawBytes: number;
  storedBytes: number;
  /** Of the source's database when it was backed up. */
  databaseSize: number;
  liveSize: number;
  storeFree: number | null;
}

/** A plain reading: restoring plus taking the safety backup, measured at some 40 MB of archive per second on 2 cores. */
const BYTES_PER_SECOND = 40_000_000;

/** Makes the plan of the facts. Pure. */
export function makePlan(facts: PlanFacts): RestorePlanContent {
  const { strategy } = facts;
  const { warnings } = facts.findings[strategy];
  return {
    strategy,
    strategies: RESTORE_STRATEGIES.map((name) => assess(name, blockersOf(name, facts))),
    target: facts.target,
    verdict: facts.comparison.verdict,
    migrations: facts.comparison.apps,
    runner: facts.runner,
    losses: strategy === 'new_database' ? NO_LOSS : lossesOf(facts),
    warnings: [
      ...warnings,
      ...facts.comparison.warnings.map(({ code, message, hint = LOOK }) => ({ code, message, hint })),
      ...historyWarnings(facts.comparison),
      ...(strategy === 'in_place' ? inPlaceWarnings(facts) : []),
    ],
    blockers: blockersOf(strategy, facts),
    estimate: estimateOf(facts),
    safetyBackup: strategy !== 'new_database',
    noOwner: facts.noOwner,
    ownerMap: facts.ownerMap,
    drops: strategy === 'in_place' ? [...facts.drops] : [],
  };
}

function blockersOf(strategy: StrategyName, facts: PlanFacts): Finding[] {
  const pending = facts.comparison.apps.flatMap((app) => app.pending);
  return [
    ...(facts.damage === null ? [] : [facts.damage]),
    ...facts.findings[strategy].blockers,
    ...(pending.length > 0 && facts.runner === null ? [noRunner(pending.length)] : []),
  ];
}

function assess(name: StrategyName, blockers: readonly Finding[]): RestorePlanContent['strategies'][number] {
  const possible = blockers.length === 0;
  return { name, possible, reason: possible ? WAYS[name] : blockers.map(({ message }) => message).join(' ') };
}

const WAYS: Record<StrategyName, string> = {
  swap: 'Restored beside the live database, checked, migrated forward, then swapped in within one transaction.',
  new_database: 'Restored into a database whose name is free, checked and migrated forward; no other is touched.',
  in_place: 'Replaces everything in the live database within one transaction; its safety backup is the way back.',
};

/** Nothing is replaced. */
const NO_LOSS: Losses = { exact: true, rows: [], tables: [], tableRows: [] };

function estimateOf(facts: PlanFacts): RestorePlanContent['estimate'] {
  const copy: SpaceNeed = { where: 'server', needed: Math.ceil(facts.databaseSize * 1.1), free: null };
  if (facts.strategy === 'new_database') {
    return { seconds: Math.ceil((facts.rawBytes * 2) / BYTES_PER_SECOND) + 2, space: [copy] };
  }
  // The old rows stay on disk until the commit, and every row that is written goes through the WAL.
  if (facts.strategy === 'in_place') copy.needed += facts.rawBytes;
  return {
    seconds: Math.ceil((facts.rawBytes * 2 + facts.liveSize) / BYTES_PER_SECOND) + 3,
    space: [copy, { where: 'store', needed: Math.ceil(facts.storedBytes * 1.2), free: facts.storeFree }],
  };
}

/** What a person must know of a restore that has no kept database to go back to. */
function inPlaceWarnings({ comparison, drops }: PlanFacts): Finding[] {
  const pending = comparison.apps.flatMap((app) => app.pending);
  const warnings: Finding[] = [];
  if (drops.length > 0) {
    const shown = drops.slice(0, 10).join(', ');
    warnings.push({
      code: 'OBJECTS_DROPPED',
      message: `What the backup does not have is dropped: ${shown}${drops.length > 10 ? ` and ${drops.length - 10} more` : ''}.`,
      hint: 'All of it is in the safety backup. The plan names everything that goes (drops).',
    });
  }
  if (pending.length > 0) {
    warnings.push({
      code: 'MIGRATES_LIVE',
      message: `The ${pending.length} pending migrations run on the live database, after the restore is committed.`,
      hint: 'If one fails, the database stays restored, and as far as the migrations came; the way back is the safety backup. Or leave the migrations out (runMigrations: false).',
    });
  }
  return warnings;
}

const LOOK = 'Look at the migrations table of the source before you go on.';

/** What pending migrations need, and a restore asked for without them does not. */
export const NO_RUNNER = 'NO_MIGRATION_RUNNER';

function noRunner(count: number): Finding {
  return {
    code: NO_RUNNER,
    message: `${count} migrations are pending, and this source names no runner for them.`,
    hint: 'Name one in the source (migrations.runner), or leave the migrations out (runMigrations: false) and run them yourself.',
  };
}

function historyWarnings(comparison: Comparison): Finding[] {
  switch (comparison.verdict) {
    case 'unknown':
      return [
        {
          code: 'HISTORY_UNKNOWN',
          message: 'The backup has no migration history that could be compared.',
          hint: 'If it uses migrations, name their framework and table in the source (migrations.framework, migrations.table); otherwise go on.',
        },
      ];
    case 'ahead':
    case 'diverged':
      return [
        {
          code: comparison.verdict === 'ahead' ? 'SCHEMA_AHEAD' : 'SCHEMA_DIVERGED',
          message: 'The backup has migrations that the code does not know; its schema may not fit the code.',
          hint: 'Deploy the code that knows them first. An admin who knows that it fits may restore it all the same (allowAhead).',
        },
      ];
    case 'same':
    case 'behind':
      return [];
  }
}

/** The histories of migrations are no rows of anybody's: they are compared one by one, and written anew by what runs. */
function lossesOf({ backupCounts: backup, liveCounts, historyTables }: PlanFacts): Losses {
  const live = new Map([...liveCounts].filter(([table]) => !historyTables.includes(table)));
  const rows: RowLoss[] = [];
  for (const [table, count] of Object.entries(backup)) {
    const now = live.get(table);
    if (now !== undefined && now.rows !== count) rows.push({ table, live: now.rows, backup: count });
  }
  const tables = [...live.keys()].filter((table) => !(table in backup)).sort();
  return {
    exact: [...live.values()].every((count) => count.exact),
    rows: rows.sort((a, b) => a.table.localeCompare(b.table)),
    tables,
    tableRows: tables.map((table) => ({ table, live: live.get(table)?.rows ?? 0 })),
  };
}
