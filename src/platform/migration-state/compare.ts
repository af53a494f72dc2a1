import { alignTables, type AlignedTable } from './align.js';
import type {
  AppVerdict,
  CodeMigrations,
  Comparison,
  MigrationRef,
  MigrationState,
  MigrationWarning,
  Verdict,
} from './migration-state.js';
import { key, Squashes } from './squashes.js';

/** Ascending: the whole is the last of its parts. */
const SEVERITY: readonly Verdict[] = ['same', 'behind', 'unknown', 'ahead', 'diverged'];

export interface Histories {
  backup: MigrationState;
  /** What the code's folder says; null where the source names none. */
  code: readonly CodeMigrations[] | null;
  /** null where there is no live database (any more). */
  live: MigrationState | null;
}

/**
 * How the backup stands to the code, per app. The reference is the code's list where the code has the app, else the
 * live database's: apps such as Django's own are installed elsewhere than in the project. Where neither says anything
 * of the framework there is nothing to compare with: `unknown`, so that a lost database can be restored.
 */
export function compareHistories({ backup, code, live }: Histories): Comparison {
  const apps = alignTables(backup, code ?? [], live ?? { frameworks: [] }).flatMap(compareTable);
  return { verdict: worst(apps), apps, warnings: warningsOf(backup) };
}

function worst(apps: readonly AppVerdict[]): Verdict {
  // No migrations table anywhere is not "same": nobody knows.
  if (apps.length === 0) return 'unknown';
  return apps.reduce<Verdict>(
    (sum, { verdict }) => (SEVERITY.indexOf(verdict) > SEVERITY.indexOf(sum) ? verdict : sum),
    'same',
  );
}

function compareTable(table: AlignedTable): AppVerdict[] {
  const squashes = new Squashes(table.code?.squashes ?? []);
  const backup = squashes.expand(refsOf(table.backup?.apps ?? []));
  const live = squashes.expand(refsOf(table.live?.apps ?? []));
  const code = squashes.expand(
    table.code?.apps.flatMap(({ app, names }) => names.map((name) => ({ app, name }))) ?? [],
  );
  const codeApps = appsOf(table.code?.apps ?? [], code);
  const apps = new Set([
    ...appsOf(table.backup?.apps ?? [], backup),
    ...appsOf(table.live?.apps ?? [], live),
    ...codeApps,
  ]);

  const verdicts = [...apps].map((app): AppVerdict => {
    const applied = namesOf(backup, app);
    const expected = codeApps.has(app) ? inOrderOfLife(namesOf(code, app), namesOf(live, app)) : namesOf(live, app);
    const pending = expected.filter((name) => !applied.includes(name));
    const unknown = applied.filter((name) => !expected.includes(name));
    const hasReference = codeApps.has(app) || table.live !== null;
    return {
      framework: table.framework,
      app,
      verdict: judge(applied, expected, table.backup !== null && hasReference),
      applied,
      expected,
      pending,
      unknown,
    };
  });
  if (verdicts.length === 0 && table.backup) {
    // A migrations table without a row, and nobody who expects one.
    const empty = { applied: [], expected: [], pending: [], unknown: [] };
    return [{ framework: table.framework, app: table.backup.table, verdict: 'same', ...empty }];
  }
  return label(foldPending(verdicts, squashes), table.label);
}

function judge(applied: readonly string[], expected: readonly string[], isComparable: boolean): Verdict {
  if (!isComparable) return 'unknown';
  const shorter = Math.min(applied.length, expected.length);
  const isPrefix = sameSet(applied.slice(0, shorter), expected.slice(0, shorter));
  if (!isPrefix) return 'diverged';
  if (applied.length === expected.length) return 'same';
  return applied.length < expected.length ? 'behind' : 'ahead';
}

/**
 * What live applied and the code knows, as live applied it; then what only the code has. A branch merged late has an
 * old number and a late place: a backup from before it is behind, not diverged.
 */
function inOrderOfLife(code: readonly string[], live: readonly string[]): string[] {
  const known = new Set(code);
  const lived = live.filter((name) => known.has(name));
  const hadAlready = new Set(lived);
  return [...lived, ...code.filter((name) => !hadAlready.has(name))];
}

/** Names what will run: the squash, where nothing of what it replaces was applied. */
function foldPending(verdicts: AppVerdict[], squashes: Squashes): AppVerdict[] {
  const isPending = new Set(verdicts.flatMap(({ app, pending }) => pending.map((name) => key({ app, name }))));
  const all = verdicts.flatMap(({ app, expected }) => expected.map((name) => ({ app, name })));
  const folded = squashes.fold(all, (leaf) => isPending.has(key(leaf)));
  return verdicts.map((verdict) => {
    const expected = namesOf(folded, verdict.app);
    return { ...verdict, expected, pending: expected.filter((name) => !verdict.applied.includes(name)) };
  });
}

function label(verdicts: AppVerdict[], table: string | null): AppVerdict[] {
  return table === null ? verdicts : verdicts.map((verdict) => ({ ...verdict, app: `${table} ${verdict.app}` }));
}

function warningsOf(backup: MigrationState): MigrationWarning[] {
  return backup.frameworks.flatMap(({ framework, apps }) =>
    apps
      .filter(({ failed }) => failed.length > 0)
      .map(({ app, failed }) => ({
        code: 'FAILED_MIGRATIONS_RECORDED',
        message: `The backup records failed or unfinished migrations of ${app} (${framework}): ${failed.join(', ')}.`,
        hint: 'The schema in the backup may stand between two versions; look at it before migrating it forward.',
      })),
  );
}

function refsOf(apps: readonly { app: string; applied: readonly string[] }[]): MigrationRef[] {
  return apps.flatMap(({ app, applied }) => applied.map((name) => ({ app, name })));
}

/** Also those with an empty list, and those that only a squash of another app speaks of. */
function appsOf(lists: readonly { app: string }[], refs: readonly MigrationRef[]): Set<string> {
  return new Set([...lists, ...refs].map(({ app }) => app));
}

function namesOf(refs: readonly MigrationRef[], app: string): string[] {
  return refs.filter((ref) => ref.app === app).map(({ name }) => name);
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  const names = new Set(one);
  return names.size === other.length && other.every((name) => names.has(name));
}
