import type { PrivatePostgres } from '../../../scripts/lib/postgres.mjs';
import { onDatabase } from '../marked-database.js';

/**
 * One text that is equal for two databases with the same tables, columns, indexes, constraints and rows, and with the
 * same owner and right to connect. A database that is half of one and half of another has a third.
 */
export async function fingerprint(server: PrivatePostgres, database: string): Promise<string> {
  return onDatabase(server, database, async (db) => {
    const { rows } = await db.query<{ print: string }>(`
      SELECT concat_ws(' ',
        (SELECT string_agg(which, ',' ORDER BY which) FROM public.marker),
        (SELECT count(*) || ':' || coalesce(sum(hashtextextended(text, i)), 0) FROM public.filler),
        (SELECT count(*) || ':' || coalesce(sum(i), 0) FROM public.slow),
        (SELECT string_agg(name, ',' ORDER BY name) FROM public.migrations),
        (SELECT md5(string_agg(format('%s %s %s', attrelid::regclass, attname, atttypid::regtype),
                  ',' ORDER BY relname, attname))
           FROM (SELECT relname, attrelid, attname, atttypid FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid
                  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'i') AND attnum > 0
                    AND NOT attisdropped) AS columns),
        (SELECT md5(string_agg(pg_get_indexdef(indexrelid), ',' ORDER BY pg_get_indexdef(indexrelid))) || bool_and(indisvalid) FROM pg_index i
           JOIN pg_class c ON c.oid = indrelid AND c.relnamespace = 'public'::regnamespace),
        (SELECT string_agg(conname, ',' ORDER BY conname) FROM pg_constraint
          WHERE connamespace = 'public'::regnamespace),
        (SELECT format('%s %s %s', datdba::regrole, datallowconn, datconnlimit) FROM pg_database
          WHERE datname = current_database())) AS print`);
    return rows[0]?.print ?? 'nothing';
  });
}
