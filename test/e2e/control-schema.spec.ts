import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { runOnDataSource } from '../support/migrated-database.js';
import { createThrowawayDatabase, queryOnce, type ThrowawayDatabase } from '../support/throwaway-database.js';

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

it('has what restores and jobs of earlier releases are found by', async () => {
  await runOnDataSource(
    database.url,
    `const isThere = async () =>
      (await source.query("SELECT FROM typeorm_migrations WHERE name LIKE 'ChangeLists%'")).length > 0;
    while (await isThere()) await source.undoLastMigration();
    console.log('null');
    await source.destroy();`,
  );
  await queryOnce(
    database.superuserUrl,
    `INSERT INTO restores (id, "tenantId", number, "backupId", "sourceId", strategy, options, "planId", plan, "planFingerprint", "requestedBy")
     SELECT id, id, 1, id, id, 'swap', '{"reason": "Too EARLY"}', id, '{"target": {"database": "Shop"}}', '', 'Ada'
       FROM (SELECT gen_random_uuid() AS id) any_id`,
  );
  await queryOnce(
    database.superuserUrl,
    `INSERT INTO jobs (id, "tenantId", action, "subjectType", "subjectId", "requestedBy")
     SELECT id, "tenantId", 'restore', 'restore', id, 'Ada' FROM restores`,
  );
  await runOnDataSource(
    database.url,
    `await source.runMigrations();
    console.log('null');
    await source.destroy();`,
  );
  const found = await queryOnce(database.superuserUrl, 'SELECT "searchText" FROM restores');
  expect(found).toEqual([{ searchText: 'ada\ntoo early\nshop' }]);
  const jobs = await queryOnce(
    database.superuserUrl,
    `SELECT "subjectSourceId" = restores."sourceId" AS "isFound" FROM jobs JOIN restores ON restores.id = "subjectId"`,
  );
  expect(jobs).toEqual([{ isFound: true }]);
  await queryOnce(database.superuserUrl, 'DELETE FROM jobs');
  await queryOnce(database.superuserUrl, 'DELETE FROM restores');
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
