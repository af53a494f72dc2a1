import { fileURLToPath } from 'node:url';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createThrowawayDatabase, type ThrowawayDatabase } from '../support/throwaway-database.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let database: ThrowawayDatabase;
beforeAll(async () => {
  database = await createThrowawayDatabase();
});
afterAll(async () => {
  await database.drop();
});

/** The built entities and migrations, in a Node of their own, as TypeORM's own command line would take them. */
async function run(script: string): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: database.url,
      REDIS_URL: 'redis://127.0.0.1:1',
      MASTER_KEY: Buffer.alloc(32).toString('base64'),
    },
  });
  return JSON.parse(stdout);
}

const OPEN = `import 'reflect-metadata'; const { default: source } = await import('./dist/src/database/data-source.js'); await source.initialize();`;

it('is what the entities say, after all migrations', async () => {
  const queries = await run(`${OPEN}
    await source.runMigrations();
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    console.log(JSON.stringify(upQueries.map(({ query }) => query)));
    await source.destroy();`);
  expect(queries).toEqual([]);
});

it('can be taken back to nothing', async () => {
  const left = await run(`${OPEN}
    for (const _ of source.migrations) await source.undoLastMigration();
    console.log(JSON.stringify(await source.query(
      "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'typeorm_migrations' " +
      "UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace")));
    await source.destroy();`);
  expect(left).toEqual([]);
});
