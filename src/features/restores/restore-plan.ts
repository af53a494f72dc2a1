import type { AppVerdict, Comparison, Verdict } from '../../platform/migration-state/migration-state.js';
import type { SwapFindings } from '../../platform/postgres/swap-finding.js';

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

export interface Losses {
  /** False when some live tables were too large to be counted in time and are estimates. */
  exact: boolean;
  rows: RowLoss[];
  /** Tables that the live database has and the backup has not. */
  tables: string[];
}

export interface SpaceNeed {
  where: 'server' | 'store' | 'spool';
  needed: number;
  /** null: it cannot be told from here. */
  free: number | null;
}

/** What a restore would do, worked out before anything is written (`restore-plan` in api.md). */
export interface RestorePlanContent {
  strategy: 'swap';
  strategies: { name: string; possible: boolean; reason: string }[];
  target: { sourceId: string; database: string };
  verdict: Verdict;
  migrations: AppVerdict[];
  runner: string | null;
  losses: Losses;
  warnings: Finding[];
  blockers: Finding[];
  estimate: { seconds: number; space: SpaceNeed[] };
  safetyBackup: true;
}

/** Everything that was read to make a plan. */
export interface PlanFacts {
  target: { sourceId: string; database: string };
  comparison: Comparison;
  runner: string | null;
  findings: SwapFindings;
  /** What is wrong with the backup itself; null for nothing. */
  damage: Finding | null;
  backupCounts: Readonly<Record<string, number>>;
  liveCounts: ReadonlyMap<string, { rows: number; exact: boolean }>;
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
  const pending = facts.comparison.apps.flatMap((app) => app.pending);
  const blockers: Finding[] = [
    ...(facts.damage === null ? [] : [facts.damage]),
    ...facts.findings.blockers,
    ...(pending.length > 0 && facts.runner === null ? [noRunner(pending.length)] : []),
  ];
  const isPossible = blockers.length === 0;
  return {
    strategy: 'swap',
    strategies: [
      {
        name: 'swap',
        possible: isPossible,
        reason: isPossible
          ? 'Restored beside the live database, checked, migrated forward, then swapped in within one transaction.'
          : blockers.map((blocker) => blocker.message).join(' '),
      },
    ],
    target: facts.target,
    verdict: facts.comparison.verdict,
    migrations: facts.comparison.apps,
    runner: facts.runner,
    losses: lossesOf(facts.backupCounts, facts.liveCounts),
    warnings: [
      ...facts.findings.warnings,
      ...facts.comparison.warnings.map(({ code, message, hint = LOOK }) => ({ code, message, hint })),
      ...historyWarnings(facts.comparison),
    ],
    blockers,
    estimate: {
      seconds: Math.ceil((facts.rawBytes * 2 + facts.liveSize) / BYTES_PER_SECOND) + 3,
      space: [
        { where: 'server', needed: Math.ceil(facts.databaseSize * 1.1), free: null },
        { where: 'store', needed: Math.ceil(facts.storedBytes * 1.2), free: facts.storeFree },
      ],
    },
    safetyBackup: true,
  };
}

const LOOK = 'Look at the migrations table of the source before you go on.';

/** What pending migrations need, and a restore asked for without them does not. */
export const NO_RUNNER = 'NO_MIGRATION_RUNNER';

function noRunner(count: number): Finding {
  return {
    code: NO_RUNNER,
    message: `${count} migrations are pending, and this source names no runner for them.`,
    hint: 'Set migrations.runner of the source, or restore with runMigrations: false and run them yourself.',
  };
}

function historyWarnings(comparison: Comparison): Finding[] {
  switch (comparison.verdict) {
    case 'unknown':
      return [
        {
          code: 'HISTORY_UNKNOWN',
          message: 'The backup has no migration history that could be compared.',
          hint: 'Set migrations.framework and migrations.table of the source if it uses migrations; otherwise go on.',
        },
      ];
    case 'ahead':
    case 'diverged':
      return [
        {
          code: comparison.verdict === 'ahead' ? 'SCHEMA_AHEAD' : 'SCHEMA_DIVERGED',
          message: 'The backup has migrations that the code does not know; its schema may not fit the code.',
          hint: 'Deploy the code that knows them first, or say allowAhead when you know that it fits.',
        },
      ];
    case 'same':
    case 'behind':
      return [];
  }
}

function lossesOf(backup: Readonly<Record<string, number>>, live: PlanFacts['liveCounts']): Losses {
  const rows: RowLoss[] = [];
  for (const [table, count] of Object.entries(backup)) {
    const now = live.get(table);
    if (now !== undefined && now.rows !== count) rows.push({ table, live: now.rows, backup: count });
  }
  return {
    exact: [...live.values()].every((count) => count.exact),
    rows: rows.sort((a, b) => a.table.localeCompare(b.table)),
    tables: [...live.keys()].filter((table) => !(table in backup)).sort(),
  };
}
