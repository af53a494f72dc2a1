import { AppError } from '../../common/app-error.js';
import type { Queryable } from './connection.js';
import { listed } from './swap-finding.js';

/**
 * What pg_dump would read and this role may not, as the error that says so; null: it may read everything. Of extensions
 * these are the tables that they have dumped (pg_extension_config_dump).
 */
export async function unreadableTables(db: Queryable): Promise<AppError | null> {
  const { rows } = await db.query<{ name: string; schema: string; role: string }>(
    `SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS name, quote_ident(n.nspname) AS schema,
       quote_ident(current_user) AS role
     FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'S') AND c.relpersistence <> 't'
       AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
       AND NOT (has_table_privilege(c.oid, 'SELECT') AND has_schema_privilege(n.oid, 'USAGE'))
       AND (NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
           WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
         OR EXISTS (SELECT FROM pg_catalog.pg_extension e WHERE c.oid = ANY (e.extconfig)))
     ORDER BY 1`,
  );
  const [first] = rows;
  if (first === undefined) return null;
  const { role } = first;
  const schemas = [...new Set(rows.map(({ schema }) => schema))].join(', ');
  return new AppError('PERMISSION_DENIED', `The role ${role} may not read ${listed(rows.map(({ name }) => name))}.`, {
    hint:
      `As a superuser, or their owner: GRANT USAGE ON SCHEMA ${schemas} TO ${role}; GRANT SELECT ON ALL TABLES IN SCHEMA ${schemas} TO ${role}; ` +
      `GRANT SELECT ON ALL SEQUENCES IN SCHEMA ${schemas} TO ${role}. From PostgreSQL 14 on, GRANT pg_read_all_data TO ${role} does for all.`,
  });
}
