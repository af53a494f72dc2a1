import { AppError } from '../../common/app-error.js';
import type { ArchiveReader } from '../../platform/postgres/archive/archive-reader.js';
import type { TocEntry } from '../../platform/postgres/archive/toc.js';
import { loadedTogether, type Together } from './loaded-together.js';

/** Rows per table of an archive, by names that are unique in it (not quoted: for comparing two archives). */
export function countsOf(archive: ArchiveReader): Map<string, number> {
  return new Map(archive.tableRows().map(({ namespace, tag, rows }) => [JSON.stringify([namespace, tag]), rows]));
}

/** Throws COUNT_MISMATCH naming up to five tables. */
export function assertSameCounts(
  expected: ReadonlyMap<string, number>,
  found: ReadonlyMap<string, number>,
  expectedIn: string,
  foundIn: string,
): void {
  const differences = countDifferences(expected, found);
  if (differences.length === 0) return;
  const named = differences
    .slice(0, 5)
    .map(({ table, expected: want, found: have }) => `${table}: ${want ?? 'absent'} against ${have ?? 'absent'}`);
  const more = differences.length > named.length ? ` and ${differences.length - named.length} more` : '';
  throw new AppError(
    'COUNT_MISMATCH',
    `Rows differ between ${expectedIn} and ${foundIn}: ${named.join('; ')}${more}.`,
    {
      hint: 'Do not use this copy; the log has what was done. If it happens again, tell us: it is a defect.',
    },
  );
}

/**
 * Compares a restored database with the record of its backup: table by table, and only where that differs by what is
 * loaded together. Throws COUNT_MISMATCH.
 */
export async function assertRestoredCounts(
  expected: ReadonlyMap<string, number>,
  found: ReadonlyMap<string, number>,
  readToc: () => Promise<readonly TocEntry[]>,
): Promise<void> {
  if (countDifferences(expected, found).length === 0) return;
  const together = loadedTogether(await readToc());
  assertSameCounts(summed(expected, together), summed(found, together), 'the backup’s record', 'the restored database');
}

function summed(counts: ReadonlyMap<string, number>, together: Together): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [table, count] of counts) sums.set(together(table), (sums.get(together(table)) ?? 0) + count);
  return sums;
}

export interface CountDifference {
  table: string;
  /** null: the table is not there. */
  expected: number | null;
  found: number | null;
}

export function countDifferences(
  expected: ReadonlyMap<string, number>,
  found: ReadonlyMap<string, number>,
): CountDifference[] {
  const tables = new Set([...expected.keys(), ...found.keys()]);
  return [...tables]
    .map((table) => ({ table, expected: expected.get(table) ?? null, found: found.get(table) ?? null }))
    .filter((pair) => pair.expected !== pair.found);
}
