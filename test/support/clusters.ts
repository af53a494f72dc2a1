import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres, THROW_AWAY_SETTINGS } from '../../scripts/lib/postgres.mjs';
import type { PrivatePostgres } from '../../scripts/lib/postgres.mjs';
import { startRedis } from '../../scripts/lib/redis.mjs';
import type { PrivateRedis } from '../../scripts/lib/redis.mjs';
import { uniqueName } from './postgres-databases.js';
import { testPostgresUrl } from './test-servers.js';

/** A PostgreSQL of one's own, for tests that stop or kill it. Call `remove()` at the end. */
export async function startTestPostgres(
  options: { settings?: Record<string, string | number>; serverBin?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<PrivatePostgres> {
  return startPostgres({
    dir: join(tmpdir(), uniqueName('backstitch_postgres')),
    settings: { ...THROW_AWAY_SETTINGS, ...options.settings },
    isThrowAway: true,
    ...(options.serverBin === undefined ? {} : { serverBin: options.serverBin }),
    ...(options.env === undefined ? {} : { env: options.env }),
  });
}

/** A Redis of one's own, for tests that stop or kill it. Call `remove()` at the end. */
export async function startTestRedis(): Promise<PrivateRedis> {
  return startRedis({ dir: join(tmpdir(), uniqueName('backstitch_redis')) });
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
