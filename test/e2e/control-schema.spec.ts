import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { runOnDataSource } from '../support/migrated-database.js';
import { createThrowawayDatabase, type ThrowawayDatabase } from '../support/throwaway-database.js';

let database: ThrowawayDatabase;
beforeAll(async () => {
  database = await createThrowawayDatabase();
});
afterAll(async () => {
  await database.drop();
});

it('is what the entities say, after all migrations', async () => {
  const queries = await runOnDataSource(
    database.url,
    `await source.runMigrations();
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    console.log(JSON.stringify(upQueries.map(({ query }) => query)));
    await source.destroy();`,
  );
  expect(queries).toEqual([]);
});

it('can be taken back to nothing', async () => {
  const left = await runOnDataSource(
    database.url,
    `for (const _ of source.migrations) await source.undoLastMigration();
    console.log(JSON.stringify(await source.query(
      "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'typeorm_migrations' " +
      "UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace")));
    await source.destroy();`,
  );
  expect(left).toEqual([]);
});
