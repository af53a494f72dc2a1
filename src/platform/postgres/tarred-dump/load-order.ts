import { unreadable } from '../archive/archive-error.js';
import type { TocEntry } from '../archive/toc.js';

/** An entry with rows, and where its file comes in the tar. */
export interface PlacedRows {
  entry: TocEntry;
  position: number;
}

/** Each reads the whole upload once more. */
const MOST_PASSES = 20;

/**
 * In which order the rows of a tar are taken: the files of each pass in the order of the tar, one pass after the other.
 * One pass where the order makes no difference, as for pg_restore -j; else as many as keep that of the table of contents.
 * Pure. Throws ARCHIVE_UNREADABLE where that would be too many.
 */
export function passesFor(rows: readonly PlacedRows[], toc: readonly TocEntry[]): PlacedRows[][] {
  if (rows.length === 0) return [];
  if (!mustKeepOrder(toc)) return [rows.toSorted((one, other) => one.position - other.position)];
  const passes: PlacedRows[][] = [];
  let last = Infinity;
  for (const each of rows) {
    if (each.position < last) passes.push([]);
    passes.at(-1)?.push(each);
    last = each.position;
  }
  if (passes.length <= MOST_PASSES) return passes;
  throw unreadable(
    'its rows hang on each other, and lie in the tar in another order than that in which they must be loaded',
    'Send it in the custom format, or as pg_dump -Ft writes it: pg_restore -d scratch DUMP; pg_dump -Fc scratch > shop.dump',
  );
}

/**
 * Whether rows may need those of other tables: a table that was there before (a dump of data alone, tables of extensions)
 * may have foreign keys already; a CHECK or a generated column that calls a function of the database may look anywhere.
 */
function mustKeepOrder(toc: readonly TocEntry[]): boolean {
  const tables = new Set(toc.filter(({ desc }) => desc === 'TABLE').map(nameOf));
  const isOfOther = (entry: TocEntry): boolean => entry.desc === 'TABLE DATA' && !tables.has(nameOf(entry));
  return toc.some((entry) => isOfOther(entry) || CALLS_FUNCTION.test(entry.definition ?? ''));
}

function nameOf({ namespace, tag }: TocEntry): string {
  return JSON.stringify([namespace, tag]);
}

/** pg_dump names the schema of each function that is not PostgreSQL's own. */
const CALLS_FUNCTION = /\b(?:CHECK|GENERATED ALWAYS AS) \([^\n]*[\w"]\.(?:\w+|"[^"\n]+")\(/;
