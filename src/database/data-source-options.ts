import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { DataSourceOptions } from 'typeorm';
import { sessionOptions } from '../platform/postgres/session-options.js';

/**
 * How queries are planned, whatever the server says by default: ours take milliseconds, in which compiling them, or starting
 * helpers, costs more than it gains; and what they read is in memory or on a disk without heads.
 */
const PLANNING = { jit: 'off', max_parallel_workers_per_gather: '0', random_page_cost: '1.1' };

/**
 * The control database, however it is reached. Migrations are the built ones (`npm run build` first); never `synchronize`.
 * The sessions' own time-outs are set, since the role may have others by default. One connection stays, however little is
 * done: by it control:restore sees that Backstitch runs.
 */
export function dataSourceOptions(databaseUrl: string): DataSourceOptions & { type: 'postgres' } {
  return {
    type: 'postgres',
    url: databaseUrl,
    applicationName: 'backstitch',
    migrations: [fileURLToPath(new URL('../../migrations/*.js', import.meta.url))],
    migrationsTableName: 'typeorm_migrations',
    migrationsTransactionMode: 'all',
    synchronize: false,
    extra: {
      min: 1,
      max: 20,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
      idle_in_transaction_session_timeout: 60_000,
      options: sessionOptions(PLANNING),
    },
  };
}

/** The schema that this code knows, by the names of its migrations' files: without a database, and without loading any. */
export function schemaOfThisCode(): number {
  const files = readdirSync(fileURLToPath(new URL('../../migrations', import.meta.url)));
  return Math.max(...files.map((file) => Number.parseInt(file, 10)).filter(Number.isFinite));
}
