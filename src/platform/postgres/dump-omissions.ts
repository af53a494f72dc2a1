import type { Queryable } from './connection.js';
import type { ServerInfo } from './server-info.js';
import { listed } from './swap-finding.js';

export interface DumpWarning {
  code:
    | 'SUBSCRIPTIONS_LEFT_OUT'
    | 'USER_MAPPING_OPTIONS_LEFT_OUT'
    | 'UNLOGGED_DATA_LEFT_OUT'
    | 'INVALID_INDEXES_LEFT_OUT';
  message: string;
}

/**
 * What pg_dump leaves out with exit code 0: subscriptions and options of user mappings for a role that is no
 * superuser, rows of unlogged tables on a standby, invalid indexes (what CREATE INDEX CONCURRENTLY leaves when it
 * fails). Found in the catalogue, for the record and the manifest.
 */
export async function findDumpOmissions(db: Queryable, server: ServerInfo): Promise<DumpWarning[]> {
  const warnings: DumpWarning[] = [];
  if (!server.role.isSuperuser) {
    const subscriptions = await names(
      db,
      `SELECT s.subname AS name FROM pg_catalog.pg_subscription s
       JOIN pg_catalog.pg_database d ON d.oid = s.subdbid WHERE d.datname = current_database() ORDER BY 1`,
    );
    if (subscriptions.length > 0) {
      warnings.push({
        code: 'SUBSCRIPTIONS_LEFT_OUT',
        message: `Subscriptions are dumped for a superuser only; left out: ${subscriptions.join(', ')}.`,
      });
    }
    const mappings = await names(
      db,
      `SELECT m.usename || ' on ' || m.srvname AS name FROM pg_catalog.pg_user_mappings m
       WHERE m.umoptions IS NULL ORDER BY 1`,
    );
    if (mappings.length > 0) {
      warnings.push({
        code: 'USER_MAPPING_OPTIONS_LEFT_OUT',
        message: `The options of these user mappings, if they have any, cannot be read and are left out: ${mappings.join(', ')}.`,
      });
    }
  }
  if (server.isInRecovery) {
    const unlogged = await names(
      db,
      `SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS name FROM pg_catalog.pg_class c
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind = 'r' AND c.relpersistence = 'u' ORDER BY 1`,
    );
    if (unlogged.length > 0) {
      warnings.push({
        code: 'UNLOGGED_DATA_LEFT_OUT',
        message: `A standby has no rows of unlogged tables; left out: ${unlogged.join(', ')}. Back up the primary instead.`,
      });
    }
  }
  const invalid = await names(
    db,
    `SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS name FROM pg_catalog.pg_index i
     JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
     JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE NOT (i.indisready AND (i.indisvalid OR t.relkind = 'p')) AND t.relpersistence <> 't'
       AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_' ORDER BY 1`,
  );
  if (invalid.length > 0) {
    warnings.push({
      code: 'INVALID_INDEXES_LEFT_OUT',
      message: `Invalid indexes, which no query uses, are not dumped: ${listed(invalid)}. REINDEX or drop them.`,
    });
  }
  return warnings;
}

async function names(db: Queryable, sql: string): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(sql);
  return rows.map((row) => row.name);
}
