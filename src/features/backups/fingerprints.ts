import { AppError } from '../../common/app-error.js';
import type { TocEntry } from '../../platform/postgres/archive/toc.js';
import type { DatabaseClient } from '../../platform/postgres/connection.js';
import type { CountedTable } from '../../platform/postgres/row-counts.js';
import {
  databaseEncoding,
  fingerprintTables,
  type TableFingerprints,
} from '../../platform/postgres/table-fingerprints.js';
import type { Backup, Warning } from './backup.entity.js';
import { loadedTogether, type Together } from './loaded-together.js';

/** What the rows of each table were, in the snapshot of the dump (docs/archive-format.md). */
export interface Fingerprints {
  /** Of the database that they were taken of: they can be compared only within one encoding. */
  encoding: string;
  /** `<rows>:<sum of hashes>`; keys as in `tableCounts`. */
  tables: Record<string, string>;
}

export interface FingerprintRequest {
  /** In no transaction. */
  db: DatabaseClient;
  /** Of the dump; still exported. */
  snapshotId: string;
  tableCounts: Readonly<Record<string, number>>;
  countConditions: Readonly<Record<string, string>>;
  signal: AbortSignal;
  onProgress: (done: number, total: number) => void;
}

/**
 * Takes them of the tables of a dump. A table that somebody truncated, altered or locked since pg_dump let go of it has
 * none, which is a warning. Throws COUNT_MISMATCH where snapshot and dump do not have the same number of rows.
 */
export async function takeFingerprints(
  request: FingerprintRequest,
): Promise<{ fingerprints: Fingerprints; warnings: Warning[] }> {
  const { db, tableCounts, countConditions, ...options } = request;
  const taken = await fingerprintTables(db, tablesOf(Object.keys(tableCounts), countConditions), options);
  const different = [...taken.tables].filter(([table, value]) => rowCountOf(value) !== tableCounts[table]);
  if (different.length > 0) {
    const names = listed(
      different.map(([table, value]) => `${table}: ${tableCounts[table] ?? '?'} against ${rowCountOf(value)}`),
    );
    throw new AppError('COUNT_MISMATCH', `Rows differ between the dump and its snapshot: ${names}.`, {
      hint: 'The dump was thrown away. Make a new backup; if it happens again, tell us: it is a defect.',
    });
  }
  return {
    fingerprints: { encoding: taken.encoding, tables: Object.fromEntries(taken.tables) },
    warnings: taken.leftOut.map(({ table, reason }) => ({
      code: 'FINGERPRINT_LEFT_OUT',
      message: `${table} has no fingerprint: ${reason}.`,
    })),
  };
}

export interface FingerprintComparison {
  /** How many tables were compared. */
  tables: number;
  /** Why none was, in words. */
  skipped: string | null;
}

/** Where restored rows can be read: in a database beside the live one, or in the transaction that restored them. */
export interface RestoredRows {
  encoding(): Promise<string>;
  fingerprint(tables: readonly CountedTable[]): Promise<Pick<TableFingerprints, 'tables' | 'leftOut'>>;
}

/** In a database that is restored; the connection must be in no transaction. */
export function rowsIn(
  db: DatabaseClient,
  options: { signal: AbortSignal; onProgress?: (done: number, total: number) => void },
): RestoredRows {
  return {
    encoding: () => databaseEncoding(db),
    fingerprint: (tables) => fingerprintTables(db, tables, options),
  };
}

/**
 * Takes the fingerprints that the backup has of what was restored, and compares. Before anything changes its rows.
 * Throws CHECKSUM_MISMATCH naming up to five tables.
 */
export async function compareFingerprints(
  restored: RestoredRows,
  backup: Pick<Backup, 'fingerprints' | 'countConditions' | 'tableCounts'>,
  readToc: () => Promise<readonly TocEntry[]>,
): Promise<FingerprintComparison> {
  if (backup.fingerprints === null) return { tables: 0, skipped: 'The backup has no fingerprints.' };
  const { encoding, tables: expected } = backup.fingerprints;
  const here = await restored.encoding();
  if (here !== encoding) {
    return { tables: 0, skipped: `The fingerprints are of ${encoding} text; this database has the encoding ${here}.` };
  }
  const names = Object.keys(expected);
  const found = await restored.fingerprint(tablesOf(names, backup.countConditions));
  const reasons = new Map(found.leftOut.map(({ table, reason }) => [table, reason]));
  const same = (table: string): boolean => found.tables.get(table) === expected[table];
  if (names.every(same)) return { tables: names.length, skipped: null };
  const together = loadedTogether(await readToc());
  const different = [...new Set(names.filter((table) => !same(table)).map(together))]
    .filter((group) => !isSameTogether(group, together, backup, found.tables))
    .map((group) => `${group} (${reasons.get(group) ?? 'its rows have another fingerprint'})`);
  if (different.length > 0) {
    throw new AppError('CHECKSUM_MISMATCH', `What was restored is not what was backed up: ${listed(different)}.`, {
      hint: 'Do not use this copy. Compare those tables by hand, and use another backup.',
    });
  }
  return { tables: names.length, skipped: null };
}

/**
 * Fingerprints are sums: those of tables that are loaded together can be added. Where one of them was left out when the
 * backup was made, nothing can be said of the others.
 */
function isSameTogether(
  group: string,
  together: Together,
  { fingerprints, tableCounts }: Pick<Backup, 'fingerprints' | 'tableCounts'>,
  found: ReadonlyMap<string, string>,
): boolean {
  const tables = Object.keys(tableCounts ?? {}).filter((table) => together(table) === group);
  if (tables.length < 2) return false;
  const expected = tables.map((table) => fingerprints?.tables[table]);
  if (expected.includes(undefined)) return true;
  return sumOf(expected) === sumOf(tables.map((table) => found.get(table)));
}

function sumOf(fingerprints: readonly (string | undefined)[]): string {
  const sums = [0n, 0n];
  for (const fingerprint of fingerprints) {
    const [rows = '', hashes = ''] = (fingerprint ?? 'none').split(':');
    if (hashes === '') return 'incomplete';
    sums[0] = (sums[0] ?? 0n) + BigInt(rows);
    sums[1] = (sums[1] ?? 0n) + BigInt(hashes);
  }
  return sums.join(':');
}

function tablesOf(names: readonly string[], conditions: Readonly<Record<string, string>>): CountedTable[] {
  return names.map((name) => {
    const condition = conditions[name];
    return condition === undefined ? { name } : { name, condition };
  });
}

function rowCountOf(fingerprint: string): number {
  return Number(fingerprint.split(':', 1)[0]);
}

function listed(items: readonly string[]): string {
  const more = items.length > 5 ? ` and ${items.length - 5} more` : '';
  return items.slice(0, 5).join('; ') + more;
}
