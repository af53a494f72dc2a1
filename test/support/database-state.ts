import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import pg from 'pg';
import { choosePgDump } from '../../src/platform/postgres/choose-clients.js';
import { ClientPrograms } from '../../src/platform/postgres/client-programs.js';
import type { ConnectionTarget } from '../../src/platform/postgres/connection.js';
import { libpqEnvironment } from '../../src/platform/postgres/libpq.js';
import { ProcessRunner } from '../../src/platform/process/process-runner.js';

/** Everything of a database that can be told by looking: equal states mean equal definitions and equal rows. */
export interface DatabaseState {
  /** `pg_dump -s` without its random \restrict lines. */
  schema: string;
  /** Of each table and filled materialized view: every row as text, hashed in the rows' own order. */
  rows: Record<string, { count: number; hash: string }>;
  sequences: Record<string, string | null>;
  largeObjects: { count: number; hash: string | null };
}

/** Runs statements on one connection of their own; answers the rows of the last. */
export async function sql<Row extends object>(
  target: ConnectionTarget,
  text: string,
  values?: unknown[],
): Promise<Row[]> {
  const client = await openClient(target);
  try {
    const result = (await client.query<Row>(text, values)) as pg.QueryResult<Row> | pg.QueryResult<Row>[];
    return Array.isArray(result) ? (result.at(-1)?.rows ?? []) : result.rows;
  } finally {
    await client.end();
  }
}

/** A session that keeps what it begins, with PostgreSQL's own defaults. */
export async function openClient(target: ConnectionTarget): Promise<pg.Client> {
  const { host, port, database, user, password } = target;
  const client = new pg.Client({ host, port, database, user, ...(password ? { password } : {}) });
  client.on('error', () => undefined); // a session that the swap ends
  await client.connect();
  return client;
}

export async function readState(target: ConnectionTarget): Promise<DatabaseState> {
  const client = await openClient(target);
  try {
    await client.query(`SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET search_path = pg_catalog`);
    const rows: DatabaseState['rows'] = {};
    for (const name of await namesOf(client)) {
      const found = await client.query<{ count: number; hash: string }>(
        `SELECT count(*)::int AS count, md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text COLLATE "C"), '')) AS hash
           FROM ONLY ${name} t`,
      );
      rows[name] = found.rows[0] ?? { count: 0, hash: '' };
    }
    const sequences = await client.query<{ name: string; value: string | null }>(
      `SELECT format('%I.%I', schemaname, sequencename) AS name, last_value::text AS value FROM pg_sequences ORDER BY 1`,
    );
    const largeObjects = await client.query<DatabaseState['largeObjects']>(
      `SELECT count(*)::int AS count, md5(string_agg(oid || ':' || md5(lo_get(oid)), ',' ORDER BY oid)) AS hash
         FROM pg_largeobject_metadata`,
    );
    return {
      schema: await dumpSchema(target),
      rows,
      sequences: Object.fromEntries(sequences.rows.map(({ name, value }) => [name, value])),
      largeObjects: largeObjects.rows[0] ?? { count: 0, hash: null },
    };
  } finally {
    await client.end();
  }
}

/** Names as quote_ident writes them. Parents of partitions hold nothing; an unfilled view cannot be asked. */
async function namesOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS name
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE (c.relkind = 'r' OR c.relkind = 'm' AND c.relispopulated)
        AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_' ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

async function dumpSchema(target: ConnectionTarget): Promise<string> {
  const { pgDump } = choosePgDump(await new ClientPrograms(new ProcessRunner(process.env)).installed(), 15);
  const { stdout } = await promisify(execFile)(pgDump, ['-s'], {
    env: { PATH: process.env.PATH, ...libpqEnvironment(target, 'backstitch-test-state') },
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout.replaceAll(/^\\(un)?restrict .*$/gm, '');
}
