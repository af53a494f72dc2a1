import { AppError } from '../../common/app-error.js';
import type { DatabaseClient } from '../../platform/postgres/connection.js';
import type { CountedTable } from '../../platform/postgres/row-counts.js';
import {
  databaseEncoding,
  fingerprintTables,
  type TableFingerprints,
} from '../../platform/postgres/table-fingerprints.js';
import type { Backup, Warning } from './backup.entity.js';

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
  backup: Pick<Backup, 'fingerprints' | 'countConditions'>,
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
  const different = names
    .filter((table) => found.tables.get(table) !== expected[table])
    .map((table) => `${table} (${reasons.get(table) ?? 'its rows have another fingerprint'})`);
  if (different.length > 0) {
    throw new AppError('CHECKSUM_MISMATCH', `What was restored is not what was backed up: ${listed(different)}.`, {
      hint: 'Do not use this copy. Compare those tables by hand, and use another backup.',
    });
  }
  return { tables: names.length, skipped: null };
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
