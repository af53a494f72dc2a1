import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { testPostgresUrl } from './test-servers.js';

/** A database of its own for one test file, owned by a role that is no superuser, so that row-level security binds it. */
export interface ThrowawayDatabase {
  /** As its owner. */
  url: string;
  /** As the superuser of the test server. */
  superuserUrl: string;
  drop(): Promise<void>;
}

/** @param serverUrl of a superuser; the server that test files share by default. */
export async function createThrowawayDatabase(serverUrl = testPostgresUrl()): Promise<ThrowawayDatabase> {
  const name = `bst_test_${randomBytes(6).toString('hex')}`;
  await queryOnce(serverUrl, `CREATE ROLE ${name} LOGIN PASSWORD '${name}'`);
  await queryOnce(serverUrl, `CREATE DATABASE ${name} OWNER ${name} TEMPLATE template0`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const superuserUrl = url.href;
  url.username = name;
  url.password = name;
  return {
    url: url.href,
    superuserUrl,
    drop: async () => {
      await queryOnce(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await queryOnce(serverUrl, `DROP ROLE IF EXISTS ${name}`);
    },
  };
}

/** Runs one query and closes the connection. */
export async function queryOnce<Row extends object>(url: string, sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}
