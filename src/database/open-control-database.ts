import { DataSource } from 'typeorm';
import { AppError } from '../common/app-error.js';
import { prepareControlDatabase } from './control-database.js';
import { dataSourceOptions } from './data-source-options.js';
import { Database } from './database.js';

/**
 * Opens the control database for a command, which has no application around it, and closes it after `work`. One that was
 * never used is brought forward first; any other is left as it is, since an application of another version may be running
 * on it. Throws UNAVAILABLE when it cannot be reached.
 */
export async function withControlDatabase<Result>(
  databaseUrl: string,
  entities: (abstract new () => object)[],
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const dataSource = new DataSource({ ...dataSourceOptions(databaseUrl), entities });
  try {
    await dataSource.initialize();
  } catch (cause) {
    throw new AppError('UNAVAILABLE', 'The control database cannot be reached', {
      hint: `See that PostgreSQL runs and that DATABASE_URL names it (${codeOf(cause)}).`,
      cause,
    });
  }
  try {
    const [found] = await dataSource.query<{ users: string | null }[]>(`SELECT to_regclass('users')::text AS users`);
    if (found?.users == null) await prepareControlDatabase(databaseUrl, NEVER_USED);
    return await work(new Database(dataSource));
  } finally {
    await dataSource.destroy();
  }
}

/** What has no users has no rows to lose: there is nothing to dump before its migrations, nor anything under way. */
const NEVER_USED = {
  beforeMigrations: async (): Promise<string> => {
    throw new AppError('CONFLICT', 'The control database was begun by an earlier version, and never finished', {
      hint: 'Start Backstitch on it once.',
    });
  },
  afterMove: async (): Promise<void> => undefined,
  say: (): void => undefined,
};

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'no code';
}
