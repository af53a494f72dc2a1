import { withClient } from './client.mjs';

/**
 * What a database holds, table by table: the rows counted and hashed in no order, and the sequences. Equal fingerprints
 * mean equal rows, whatever their order on disk.
 *
 * @typedef {{columns: string[], rows: number, hash: string, isView: boolean}} TableFingerprint
 * @typedef {{tables: Map<string, TableFingerprint>, sequences: Map<string, string>}} Fingerprint
 */

/** Settings that change how values are written as text. */
const FIXED_SETTINGS = `SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres';
  SET extra_float_digits = 1; SET bytea_output = 'hex'; SET search_path = pg_catalog; SET row_security = off`;

/** Ordinary tables (partitions too, their parents hold nothing) and materialized views. */
const TABLES = `
  SELECT c.oid::regclass::text AS name, c.relkind = 'm' AS "isView",
         coalesce(array_agg(a.attname::text ORDER BY a.attnum) FILTER (WHERE a.attnum > 0), '{}') AS columns
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE c.relkind IN ('r', 'm') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
  GROUP BY c.oid ORDER BY pg_relation_size(c.oid) DESC`;

const SEQUENCES = `
  SELECT format('%I.%I', schemaname, sequencename) AS name, coalesce(last_value::text, 'unused') AS value
  FROM pg_sequences`;

/**
 * @param {object} connection as pg takes it
 * @param {{
 *   like?: Fingerprint, replaced?: Record<string, Record<string, string>>,
 *   onProgress?: (fraction: number) => void,
 * }} [options]
 *   like: hash only the tables and columns of this earlier one;
 *   replaced: `{table: {column: expression}}`, how a migration lets a former column be computed now
 * @returns {Promise<Fingerprint>}
 */
export async function takeFingerprint(connection, { like, replaced = {}, onProgress = () => {} } = {}) {
  return withClient(connection, (first) =>
    withClient(connection, async (second) => {
      for (const client of [first, second]) await client.query(FIXED_SETTINGS);
      const found = (await first.query(TABLES)).rows;
      const wanted = like ? found.filter(({ name }) => like.tables.has(name)) : found;
      const waiting = [...wanted];
      const tables = new Map();
      // Two at a time, the largest first.
      const work = async (client) => {
        for (let table = waiting.shift(); table; table = waiting.shift()) {
          const columns = like?.tables.get(table.name)?.columns ?? table.columns;
          tables.set(table.name, await hashTable(client, table, columns, replaced[table.name] ?? {}));
          onProgress(tables.size / wanted.length);
        }
      };
      await Promise.all([work(first), work(second)]);
      const sequences = new Map((await first.query(SEQUENCES)).rows.map(({ name, value }) => [name, value]));
      return { tables, sequences };
    }),
  );
}

/**
 * What differs between two fingerprints, in words; nothing: they are equal.
 * @param {Fingerprint} before
 * @param {Fingerprint} after
 * @param {{except?: string[], onlyKnown?: boolean}} [options] onlyKnown: what is new in `after` is no difference
 * @returns {string[]}
 */
export function compareFingerprints(before, after, { except = [], onlyKnown = false } = {}) {
  const differences = [];
  for (const [name, was] of before.tables) {
    if (except.includes(name)) continue;
    const is = after.tables.get(name);
    if (!is) differences.push(`${name} is missing`);
    else if (is.missing?.length > 0) differences.push(`${name} has lost ${is.missing.join(', ')}`);
    else if (is.rows !== was.rows) differences.push(`${name} has ${is.rows} rows instead of ${was.rows}`);
    else if (is.hash !== was.hash) differences.push(`${name}: as many rows (${was.rows}), but not the same`);
  }
  for (const [name, was] of before.sequences) {
    const is = after.sequences.get(name) ?? 'missing';
    if (is !== was && !except.includes(name)) differences.push(`sequence ${name} is at ${is} instead of ${was}`);
  }
  if (!onlyKnown) {
    for (const name of after.tables.keys()) if (!before.tables.has(name)) differences.push(`${name} is new`);
  }
  return differences;
}

/** @param {Fingerprint} fingerprint */
export function countRows({ tables }) {
  return [...tables.values()].reduce((sum, { rows }) => sum + rows, 0);
}

async function hashTable(client, table, columns, replacements) {
  const missing = columns.filter((column) => !table.columns.includes(column) && !replacements[column]);
  const values = columns
    .filter((column) => !missing.includes(column))
    .map((column) => (table.columns.includes(column) ? client.escapeIdentifier(column) : replacements[column]));
  const { rows } = await client.query(
    `SELECT count(*)::bigint AS rows, coalesce(sum(hashtextextended(ROW(${values.join(', ')})::text, 0)), 0)::text AS hash
     FROM ONLY ${table.name}`,
  );
  return {
    columns,
    isView: table.isView,
    rows: Number(rows[0].rows),
    hash: rows[0].hash,
    ...(missing.length > 0 && { missing }),
  };
}
