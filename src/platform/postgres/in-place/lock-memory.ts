import type { TocEntry } from '../archive/toc.js';
import type { Queryable } from '../connection.js';

/** How many locks one transaction will hold, against how many the server has room for. */
export interface LockNeed {
  needed: number;
  /** max_locks_per_transaction × (max_connections + max_prepared_transactions), less what is held now. */
  free: number;
}

/**
 * A transaction that drops everything and makes it anew keeps a lock for each object that it drops (tables, but also
 * their types, constraints, defaults and triggers) and for each relation that it makes. The server has room for a fixed
 * number of them; beyond it the transaction fails, after a while, and so may those of others.
 */
export async function readLockNeed(
  live: Queryable,
  archive: { toc: readonly TocEntry[] | null; tables: number; largeObjects: number },
): Promise<LockNeed> {
  const { rows } = await live.query<{ drops: string; free: string }>(`
    SELECT (SELECT count(*) FROM (SELECT DISTINCT classid, objid FROM pg_depend d WHERE objid >= 16384) o)
             + (SELECT count(*) FROM pg_largeobject_metadata)
             - (SELECT count(*) FROM pg_depend WHERE deptype = 'e') AS drops,
           current_setting('max_locks_per_transaction')::bigint
             * (current_setting('max_connections')::bigint + current_setting('max_prepared_transactions')::bigint)
             - (SELECT count(*) FROM pg_locks WHERE NOT fastpath) AS free`);
  const [found] = rows;
  return {
    needed: Math.max(0, Number(found?.drops ?? 0)) + creates(archive),
    free: Number(found?.free ?? 0),
  };
}

/** With TOAST table and its index; where the table of contents is not known, as most tables are: an index or two and a key. */
const LOCKS_OF_TABLE = 3;
const USUAL_LOCKS_OF_TABLE = 7;
const RELATIONS = new Set(['INDEX', 'SEQUENCE', 'MATERIALIZED VIEW', 'VIEW', 'CONSTRAINT', 'FOREIGN TABLE']);

function creates({
  toc,
  tables,
  largeObjects,
}: {
  toc: readonly TocEntry[] | null;
  tables: number;
  largeObjects: number;
}): number {
  if (toc === null) return tables * USUAL_LOCKS_OF_TABLE + largeObjects;
  const made = toc.reduce((sum, { desc }) => {
    if (desc === 'TABLE' || desc === 'MATERIALIZED VIEW') return sum + LOCKS_OF_TABLE;
    return RELATIONS.has(desc) ? sum + 1 : sum;
  }, 0);
  return made + largeObjects;
}
