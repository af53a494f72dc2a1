import type { Queryable } from '../../platform/postgres/connection.js';

export interface TableCount {
  rows: number;
  exact: boolean;
}

interface LiveTable {
  /** As quote_ident writes it. */
  name: string;
  bytes: number;
  estimate: number;
  /** By our role, and all of its rows. */
  isReadable: boolean;
}

/** Counting stops here; what is left is estimated, so that a plan never takes longer than its caller waits. */
const COUNTING_BUDGET_MS = 6_000;
/** Counted by one statement: a small table takes less time than asking for it. Each keeps a lock until all are counted. */
const BATCH = { tables: 100, bytes: 16 * 1024 * 1024 };

/**
 * The rows of every table of the live database that a dump would carry, smallest tables first, counted until the time
 * is up and estimated from then on. Keys as quote_ident writes them.
 */
export async function countLiveRows(db: Queryable): Promise<Map<string, TableCount>> {
  const { rows: tables } = await db.query<LiveTable>(
    `SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS name, greatest(c.reltuples, 0)::float8 AS estimate,
            coalesce(pg_relation_size(c.oid), 0)::float8 AS bytes,
            has_table_privilege(c.oid, 'SELECT') AND NOT row_security_active(c.oid) AS "isReadable"
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND c.relpersistence <> 't'
        AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_toast'
        AND NOT EXISTS (SELECT FROM pg_depend d
                         WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
      ORDER BY bytes, 1`,
  );
  const deadline = performance.now() + COUNTING_BUDGET_MS;
  const counts = new Map(tables.map((table) => [table.name, withoutCounting(table)]));
  try {
    for (const batch of batches(tables.filter(({ bytes, isReadable }) => bytes > 0 && isReadable))) {
      await countWithin(db, batch, deadline, counts);
    }
  } finally {
    await db.query(`SELECT set_config('statement_timeout', '0', false)`);
  }
  return counts;
}

function batches(tables: readonly LiveTable[]): LiveTable[][] {
  const result: LiveTable[][] = [];
  let room = 0;
  for (const table of tables) {
    const last = result.at(-1);
    if (last !== undefined && last.length < BATCH.tables && table.bytes <= room) last.push(table);
    else {
      result.push([table]);
      room = BATCH.bytes;
    }
    room -= table.bytes;
  }
  return result;
}

async function countWithin(
  db: Queryable,
  tables: readonly LiveTable[],
  deadline: number,
  counts: Map<string, TableCount>,
): Promise<void> {
  const remaining = Math.floor(deadline - performance.now());
  if (remaining < 50) return;
  try {
    await db.query(`SELECT set_config('statement_timeout', $1, false)`, [String(remaining)]);
    const { rows } = await db.query<{ place: number; rows: string }>(
      tables
        .map(({ name }, place) => `SELECT ${place} AS place, count(*) AS rows FROM ONLY ${name}`)
        .join(' UNION ALL '),
    );
    for (const [place, { name }] of tables.entries()) {
      const counted = rows.find((row) => row.place === place);
      counts.set(name, { rows: Number(counted?.rows ?? 0), exact: true });
    }
  } catch (error) {
    if (!isTimeoutOrLock(error)) throw error;
    // One of them is in the way of the others.
    if (tables.length > 1) for (const table of tables) await countWithin(db, [table], deadline, counts);
  }
}

/** No page, no row. */
function withoutCounting({ bytes, estimate }: LiveTable): TableCount {
  return bytes === 0 ? { rows: 0, exact: true } : { rows: Math.round(estimate), exact: false };
}

/**
 * 57014 query_canceled, 55P03 lock_not_available, 42501 insufficient_privilege, 42P01 dropped meanwhile, 0A000 unlogged on a
 * standby: an estimate will do.
 */
function isTimeoutOrLock(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === '57014' || code === '55P03' || code === '42501' || code === '42P01' || code === '0A000';
}
