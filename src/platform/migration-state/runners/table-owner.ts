import type { Queryable } from '../../postgres/connection.js';
import { serverVersion } from '../../postgres/database-properties.js';
import type { MigrationState } from '../migration-state.js';

/**
 * The role that owns the migrations tables, if ours may act as it: the application could not read what somebody else
 * makes. null where it is our own role, where there are several, and where we may not. From PostgreSQL 16 on being a
 * member is not enough to SET ROLE.
 */
export async function findTableOwner(db: Queryable, { frameworks }: MigrationState): Promise<string | null> {
  const privilege = (await serverVersion(db)) >= 160_000 ? 'SET' : 'MEMBER';
  const { rows } = await db.query<{ owner: string }>(
    `SELECT DISTINCT r.rolname::pg_catalog.text AS owner
     FROM pg_catalog.pg_class c
     JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     JOIN pg_catalog.pg_roles r ON r.oid = c.relowner
     WHERE pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) = ANY ($1::pg_catalog.text[])
       AND r.rolname <> current_user AND pg_catalog.pg_has_role(c.relowner, $2)`,
    [frameworks.map(({ table }) => table), privilege],
  );
  return rows.length === 1 ? (rows[0]?.owner ?? null) : null;
}
