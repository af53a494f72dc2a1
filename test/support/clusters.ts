import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres, THROW_AWAY_SETTINGS } from '../../scripts/lib/postgres.mjs';
import type { PrivatePostgres } from '../../scripts/lib/postgres.mjs';
import { startRedis } from '../../scripts/lib/redis.mjs';
import type { PrivateRedis } from '../../scripts/lib/redis.mjs';

/** A superuser's URL of the PostgreSQL that all test files share. @throws when not run by `npm test` */
export function testPostgresUrl(): string {
  return required('BACKSTITCH_TEST_POSTGRES_URL', 'a superuser URL of a throw-away PostgreSQL');
}

/** The Redis that all test files share: take a database number or key prefix of your own. */
export function testRedisUrl(): string {
  return required('BACKSTITCH_TEST_REDIS_URL', 'the URL of a throw-away Redis');
}

/** A PostgreSQL of one's own, for tests that stop or kill it. Call `remove()` at the end. */
export async function startTestPostgres(
  options: { settings?: Record<string, string | number>; serverBin?: string } = {},
): Promise<PrivatePostgres> {
  return startPostgres({
    dir: join(tmpdir(), uniqueName('backstitch_postgres')),
    settings: { ...THROW_AWAY_SETTINGS, ...options.settings },
    isThrowAway: true,
    ...(options.serverBin === undefined ? {} : { serverBin: options.serverBin }),
  });
}

/** A Redis of one's own, for tests that stop or kill it. Call `remove()` at the end. */
export async function startTestRedis(): Promise<PrivateRedis> {
  return startRedis({ dir: join(tmpdir(), uniqueName('backstitch_redis')) });
}

export interface TestDatabase {
  name: string;
  /** As the superuser. */
  url: string;
  /** Ends its sessions and drops it. Idempotent. */
  drop(): Promise<void>;
}

/** A new, uniquely named database on the shared server (or on `serverUrl`). */
export async function createTestDatabase(
  prefix: string,
  options: { owner?: string; serverUrl?: string } = {},
): Promise<TestDatabase> {
  const serverUrl = options.serverUrl ?? testPostgresUrl();
  const name = uniqueName(prefix);
  const owner = options.owner === undefined ? '' : ` OWNER ${pg.escapeIdentifier(options.owner)}`;
  await runSql(serverUrl, `CREATE DATABASE ${pg.escapeIdentifier(name)}${owner} TEMPLATE template0`);
  return {
    name,
    url: withParts(serverUrl, { database: name }),
    drop: () => dropTestDatabase(name, serverUrl),
  };
}

/** Ends its sessions and drops it. Idempotent. */
export async function dropTestDatabase(name: string, serverUrl = testPostgresUrl()): Promise<void> {
  await runSql(serverUrl, `DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`);
}

export interface TestRole {
  name: string;
  password: string;
  /** A URL as this role; `database` must exist by the time it is used. */
  url(database: string): string;
  /** Drops it with what it owns in the shared server's maintenance database. Idempotent. */
  drop(): Promise<void>;
}

/** A new, uniquely named role that may sign in and nothing else, unless `attributes` ('CREATEDB') say more. */
export async function createTestRole(
  prefix: string,
  options: { attributes?: string; serverUrl?: string } = {},
): Promise<TestRole> {
  const serverUrl = options.serverUrl ?? testPostgresUrl();
  const name = uniqueName(prefix);
  const password = randomBytes(12).toString('hex');
  const role = pg.escapeIdentifier(name);
  await runSql(
    serverUrl,
    `CREATE ROLE ${role} LOGIN ${options.attributes ?? ''} PASSWORD ${pg.escapeLiteral(password)}`,
  );
  return {
    name,
    password,
    url: (database) => withParts(serverUrl, { user: name, password, database }),
    drop: () => runSql(serverUrl, `DROP ROLE IF EXISTS ${role}`),
  };
}

/** Runs statements on one connection of their own. */
export async function runSql(url: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A PostgreSQL URL with parts exchanged. */
export function withParts(url: string, parts: { user?: string; password?: string; database?: string }): string {
  const changed = new URL(url);
  if (parts.user !== undefined) changed.username = encodeURIComponent(parts.user);
  if (parts.password !== undefined) changed.password = encodeURIComponent(parts.password);
  if (parts.database !== undefined) changed.pathname = `/${encodeURIComponent(parts.database)}`;
  return changed.toString();
}

function uniqueName(prefix: string): string {
  return `${prefix}_${randomBytes(6).toString('hex')}`;
}

function required(variable: string, meaning: string): string {
  const value = process.env[variable];
  if (value) return value;
  throw new Error(`${variable} is not set: ${meaning}. \`npm test\` starts one and sets it.`);
}
