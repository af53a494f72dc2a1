import { randomBytes } from 'node:crypto';
import { quoteIdentifier } from '../../postgres/quoting.js';
import type { Queryable } from '../../postgres/connection.js';

/** What keeps a runner out of every database but the side one. */
export interface Tripwire {
  /** Settings that its sessions must start with. */
  settings: Record<string, string>;
  /** Takes it out of the side database again. Throws when a migration came to depend on it. */
  remove(): Promise<void>;
}

/**
 * Names, as a start-up setting, a text search configuration that only the side database has, a copy of its default
 * one: PostgreSQL refuses a session with such a setting wherever that configuration is missing. So a program whose
 * settings point at the live database is refused there before its first statement, if it takes PGOPTIONS (libpq does,
 * unless the program gives options of its own). Nothing is written anywhere but in the side database.
 */
export async function setTripwire(side: Queryable): Promise<Tripwire> {
  const schema = quoteIdentifier(`bst_tripwire_${randomBytes(6).toString('hex')}`);
  const name = `${schema}.not_the_side_database`;
  const { rows } = await side.query<{ name: string }>(
    `SELECT pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.cfgname) AS name
       FROM pg_catalog.pg_ts_config c JOIN pg_catalog.pg_namespace n ON n.oid = c.cfgnamespace
      WHERE c.oid = pg_catalog.get_current_ts_config()`,
  );
  await side.query(`CREATE SCHEMA ${schema}`);
  await side.query(`GRANT USAGE ON SCHEMA ${schema} TO PUBLIC`);
  await side.query(`CREATE TEXT SEARCH CONFIGURATION ${name} (COPY = ${rows[0]?.name ?? 'pg_catalog.simple'})`);
  return {
    settings: { default_text_search_config: name },
    remove: async () => {
      await side.query(`DROP TEXT SEARCH CONFIGURATION ${name}`);
      await side.query(`DROP SCHEMA ${schema}`);
    },
  };
}
