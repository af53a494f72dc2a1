import { fileURLToPath } from 'node:url';
import type { DataSourceOptions } from 'typeorm';

/**
 * The control database, however it is reached. Migrations are the built ones (`npm run build` first); never `synchronize`.
 * The sessions' own time-outs are set, since the role may have others by default.
 */
export function dataSourceOptions(databaseUrl: string): DataSourceOptions & { type: 'postgres' } {
  return {
    type: 'postgres',
    url: databaseUrl,
    applicationName: 'backstitch',
    migrations: [fileURLToPath(new URL('../../migrations/*.js', import.meta.url))],
    migrationsTableName: 'typeorm_migrations',
    migrationsTransactionMode: 'each',
    synchronize: false,
    extra: { max: 20, connectionTimeoutMillis: 10_000, keepAlive: true, idle_in_transaction_session_timeout: 60_000 },
  };
}
