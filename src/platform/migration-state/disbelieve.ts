import { alignTables, type AlignedTable } from './align.js';
import type { CodeMigrations, MigrationRef, MigrationState } from './migration-state.js';
import { key, Squashes } from './squashes.js';

export interface AfterMigration {
  /** The side database, read after its runner ended with 0. */
  side: MigrationState;
  /** What the backup said. */
  backup: MigrationState;
  /** What the code's folder says; null where the source names none. */
  code: readonly CodeMigrations[] | null;
  /** Where no code is named, the live database's history is what the restore was planned for. */
  live: MigrationState | null;
  /** The plan let migrations pass that the code does not know: those of the backup may stay, no others may come. */
  allowAhead?: boolean;
}

/**
 * A runner that ended with 0 is not believed. Of every app that the code knows, the side database must have exactly
 * the code's migrations; of every other, at least what the backup had and what the live database has.
 * Returns what differs, one sentence each; empty: as it should be. Pure.
 */
export function checkAfterMigration({ side, backup, code, live, allowAhead = false }: AfterMigration): string[] {
  const before = alignTables(side, code ?? [], backup);
  const now = alignTables(side, [], live ?? { frameworks: [] });
  return before.flatMap((table) => {
    if (!table.backup) return [`There is no ${table.framework} migrations table after the migration.`];
    const planned = now.find((candidate) => candidate.backup === table.backup) ?? null;
    return checkTable(table, planned, allowAhead);
  });
}

/** What happened to a history between two readings of one database: one sentence each; empty: nothing. Pure. */
export function historyChanges(before: MigrationState, after: MigrationState): string[] {
  const [was, is] = [flatten(before), flatten(after)];
  return [
    ...[...is].filter(([id]) => !was.has(id)).map(([, text]) => `${text} appeared.`),
    ...[...was].filter(([id]) => !is.has(id)).map(([, text]) => `${text} disappeared.`),
  ];
}

/** `table.backup` is the side database here, `table.live` the backup; `planned.live` the live database. */
function checkTable(table: AlignedTable, planned: AlignedTable | null, allowAhead: boolean): string[] {
  const squashes = new Squashes(table.code?.squashes ?? []);
  const side = leaves(squashes, refsOf(table.backup?.apps));
  const backup = leaves(squashes, refsOf(table.live?.apps));
  const live = leaves(squashes, refsOf(planned?.live?.apps));
  const code = leaves(
    squashes,
    table.code?.apps.flatMap(({ app, names }) => names.map((name) => ({ app, name }))) ?? [],
  );
  const codeApps = new Set([
    ...(table.code?.apps ?? []).map(({ app }) => app),
    ...[...code.values()].map(({ app }) => app),
  ]);
  const isOfCode = (ref: MigrationRef): boolean => codeApps.has(ref.app);

  const missing = new Map(
    [...code, ...[...backup, ...live].filter(([, ref]) => !isOfCode(ref))].filter(([id]) => !side.has(id)),
  );
  const extra = [...side].filter(([id, ref]) => isOfCode(ref) && !code.has(id) && !(allowAhead && backup.has(id)));
  return [
    ...[...missing.values()].map((ref) => `${text(ref)} should have been applied, and was not.`),
    ...extra.map(([, ref]) => `${text(ref)} was applied, but the code does not know it.`),
  ];
}

function leaves(squashes: Squashes, refs: readonly MigrationRef[]): Map<string, MigrationRef> {
  return new Map(squashes.expand(refs).map((ref) => [key(ref), ref]));
}

function refsOf(apps: readonly { app: string; applied: readonly string[] }[] | undefined): MigrationRef[] {
  return (apps ?? []).flatMap(({ app, applied }) => applied.map((name) => ({ app, name })));
}

function text(ref: MigrationRef): string {
  return `Migration ${ref.name} of ${ref.app}`;
}

/** Tables by name, too: one that is dropped and made anew elsewhere is a change. */
function flatten(state: MigrationState): Map<string, string> {
  const entries = state.frameworks.flatMap(({ framework, table, apps }) => [
    [JSON.stringify([framework, table]), `The ${framework} migrations table ${table}`] as const,
    ...refsOf(apps).map((ref) => [JSON.stringify([framework, table, ref.app, ref.name]), text(ref)] as const),
    ...apps.flatMap(({ app, failed }) =>
      failed.map(
        (name) =>
          [
            JSON.stringify([framework, table, app, name, 'failed']),
            `The record of the failed migration ${name} of ${app}`,
          ] as const,
      ),
    ),
  ]);
  return new Map(entries);
}
