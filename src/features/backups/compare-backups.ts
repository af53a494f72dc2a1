import type { FrameworkState, MigrationState } from '../../platform/migration-state/migration-state.js';
import type { Backup } from './backup.entity.js';

export interface TableChange {
  /** As quote_ident writes it. */
  name: string;
  /** null: there is no such table, or nobody counted. */
  rowsBefore: number | null;
  rowsAfter: number | null;
  /** How many rows more there are, or fewer; of a table that came or went, all of its rows. null: nobody counted. */
  change: number | null;
  /** By their fingerprints; null where one of the backups has none of this table. */
  sameRows: boolean | null;
}

export interface ComparedTables {
  /** What each table of the backup has; null where its rows were not counted. */
  rows: ReadonlyMap<string, number | null>;
  fingerprints: Backup['fingerprints'];
}

/** Every table of either, by name. A table that was renamed is one that went and one that came. */
export function compareTables(before: ComparedTables, after: ComparedTables): TableChange[] {
  const names = [...new Set([...before.rows.keys(), ...after.rows.keys()])].sort();
  return names.map((name) => {
    const [rowsBefore, rowsAfter] = [before.rows.get(name), after.rows.get(name)];
    const isCounted = rowsBefore !== null && rowsAfter !== null;
    return {
      name,
      rowsBefore: rowsBefore ?? null,
      rowsAfter: rowsAfter ?? null,
      change: isCounted ? (rowsAfter ?? 0) - (rowsBefore ?? 0) : null,
      sameRows: sameRows(name, before.fingerprints, after.fingerprints),
    };
  });
}

/** Fingerprints are of text, in the encoding of the database: of two encodings they say nothing. */
function sameRows(name: string, before: Backup['fingerprints'], after: Backup['fingerprints']): boolean | null {
  const [one, other] = [before?.tables[name], after?.tables[name]];
  if (one === undefined || other === undefined || before?.encoding !== after?.encoding) return null;
  return one === other;
}

/** The migrations that one backup has had and the other has not, each in the order in which they were applied. */
export function compareMigrations(
  before: MigrationState | null,
  after: MigrationState | null,
): { added: string[]; removed: string[] } {
  const frameworks = [...(before?.frameworks ?? []), ...(after?.frameworks ?? [])];
  const [one, other] = [appliedOf(before, frameworks), appliedOf(after, frameworks)];
  return {
    added: other.filter((name) => !one.includes(name)),
    removed: one.filter((name) => !other.includes(name)),
  };
}

/** Where a table of migrations has several apps (Django), a name has its app before it; where a framework has several tables, its table. */
function appliedOf(state: MigrationState | null, all: readonly FrameworkState[]): string[] {
  return (state?.frameworks ?? []).flatMap(({ framework, table, apps }) => {
    const isOnlyTable = all.every((other) => other.framework !== framework || other.table === table);
    const prefix = isOnlyTable ? '' : `${table}: `;
    return apps.flatMap(({ app, applied }) =>
      applied.map((name) => prefix + (app === table ? name : `${app}.${name}`)),
    );
  });
}
