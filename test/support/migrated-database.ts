import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { REPOSITORY } from './documents.js';
import { createThrowawayDatabase, type ThrowawayDatabase } from './throwaway-database.js';

const OPEN = `import 'reflect-metadata'; const { default: source } = await import('./dist/src/database/data-source.js'); await source.initialize();`;

/** Runs a script over the built entities and migrations, as `source`, in a Node of its own; answers what it prints, as JSON. */
export async function runOnDataSource(databaseUrl: string, script: string): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', `${OPEN}${script}`], {
    cwd: REPOSITORY,
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: databaseUrl,
      REDIS_URL: 'redis://127.0.0.1:1',
      MASTER_KEY: Buffer.alloc(32).toString('base64'),
    },
  });
  return JSON.parse(stdout);
}

/** A control database as a first start leaves it, but for what an application writes into it. */
export async function createMigratedDatabase(): Promise<ThrowawayDatabase> {
  const database = await createThrowawayDatabase();
  await runOnDataSource(database.url, `await source.runMigrations(); await source.destroy(); console.log('null');`);
  return database;
}
