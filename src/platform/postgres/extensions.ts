import type { Queryable } from './connection.js';
import type { CountedTable } from './row-counts.js';

export interface InstalledExtension {
  name: string;
  version: string;
  schema: string;
  /** Its tables whose rows a dump holds, as far as the condition says; the table itself comes from CREATE EXTENSION. */
  configTables: CountedTable[];
}

/** By name; plpgsql, which every database has, included. */
export async function readExtensions(db: Queryable): Promise<InstalledExtension[]> {
  const { rows } = await db.query<
    Omit<InstalledExtension, 'configTables'> & { tables: string[]; conditions: string[] }
  >(`
    SELECT e.extname AS name, e.extversion AS version, n.nspname AS schema,
      ARRAY(SELECT quote_ident(tn.nspname) || '.' || quote_ident(c.relname)
            FROM unnest(e.extconfig) WITH ORDINALITY AS t(oid, place)
            JOIN pg_catalog.pg_class c ON c.oid = t.oid JOIN pg_catalog.pg_namespace tn ON tn.oid = c.relnamespace
            WHERE c.relkind = 'r' ORDER BY t.place) AS tables,
      ARRAY(SELECT coalesce(e.extcondition[t.place], '')
            FROM unnest(e.extconfig) WITH ORDINALITY AS t(oid, place)
            JOIN pg_catalog.pg_class c ON c.oid = t.oid
            WHERE c.relkind = 'r' ORDER BY t.place) AS conditions
    FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
    ORDER BY e.extname COLLATE "C"`);
  return rows.map(({ name, version, schema, tables, conditions }) => ({
    ...{ name, version, schema },
    configTables: tables.map((table, index) => {
      const condition = conditions[index];
      return condition ? { name: table, condition } : { name: table };
    }),
  }));
}
