import type { Queryable } from '../../platform/postgres/connection.js';

/** The roles to whom tables, views and sequences of the database belong, system schemas aside. */
export async function readObjectOwners(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ owner: string }>(
    `SELECT DISTINCT pg_get_userbyid(c.relowner) AS owner
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'`,
  );
  return rows.map((row) => row.owner);
}

/** What migrations made belongs to somebody to whom nothing belonged before: the application may not be able to use it. */
export function newOwners(before: readonly string[], after: readonly string[]): string[] {
  return after
    .filter((owner) => !before.includes(owner))
    .map(
      (owner) =>
        `The migrations made objects that belong to "${owner}", to whom nothing belonged before; check that the application may use them.`,
    );
}
