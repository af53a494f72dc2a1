import { AppError } from '../../common/app-error.js';
import type { Queryable } from './connection.js';
import { listed } from './swap-finding.js';

/**
 * What pg_dump would read and this role may not, as the error that says so; null: it may read everything. Tables of
 * extensions are not looked at, since pg_dump leaves most of them out.
 */
export async function unreadableTables(db: Queryable): Promise<AppError | null> {
  const { rows } = await db.query<{ name: string; schema: string; role: string }>(
    `SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS name, quote_ident(n.nspname) AS schema,
       quote_ident(current_user) AS role
     FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'S') AND c.relpersistence <> 't'
       AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
       AND NOT (has_table_privilege(c.oid, 'SELECT') AND has_schema_privilege(n.oid, 'USAGE'))
       AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
         WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
     ORDER BY 1`,
  );
  const [first] = rows;
  if (first === undefined) return null;
  const { role, schema } = first;
  return new AppError('PERMISSION_DENIED', `The role ${role} may not read ${listed(rows.map(({ name }) => name))}.`, {
    hint:
      `As their owner: GRANT USAGE ON SCHEMA ${schema} TO ${role}; GRANT SELECT ON ALL TABLES IN SCHEMA ${schema} TO ${role}; ` +
      `GRANT SELECT ON ALL SEQUENCES IN SCHEMA ${schema} TO ${role}. From PostgreSQL 14 on, GRANT pg_read_all_data TO ${role} does for all.`,
  });
}
