import { AppError } from '../../common/app-error.js';
import type { Queryable } from '../../platform/postgres/connection.js';

/** The rows of every table, by name as `quote_ident` writes it. The session must see all rows (visible-rows.ts). */
export async function countAllTables(db: Queryable): Promise<Record<string, number>> {
  const { rows: tables } = await db.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
      ORDER BY 1`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const { rows } = await db.query<{ rows: string }>(`SELECT count(*) AS rows FROM ONLY ${name}`);
    counts[name] = Number(rows[0]?.rows);
  }
  return counts;
}

/** Throws COUNT_MISMATCH naming the tables unless both have the same tables with as many rows. */
export function assertSameTables(
  expected: Record<string, number>,
  found: Record<string, number>,
  expectedIn: string,
  foundIn: string,
): void {
  const names = [...new Set([...Object.keys(expected), ...Object.keys(found)])];
  const different = names.filter((name) => expected[name] !== found[name]);
  if (different.length === 0) return;
  const said = different.map((name) => `${name}: ${expected[name] ?? 'absent'} against ${found[name] ?? 'absent'}`);
  throw new AppError('COUNT_MISMATCH', `Rows differ between ${expectedIn} and ${foundIn}: ${said.join('; ')}.`, {
    hint: 'It is not used. If it happens again, tell us: it is a defect.',
  });
}
