import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type AppProcess, startApp } from '../support/app-process.js';
import { sql } from '../support/database-state.js';
import { JobsClient } from '../support/jobs-client.js';
import { dropWithKept } from '../support/kept-databases.js';
import { largeSchemaStatements } from '../support/large-schemas.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';
import { expectRoundTrip } from '../support/round-trip.js';

let app: AppProcess;
let jobs: JobsClient;
let database: TestDatabase;
beforeAll(async () => {
  app = await startApp();
  jobs = new JobsClient(app.api, 15 * 60_000);
  database = await createTestDatabase(undefined, 'TEMPLATE template0');
});
afterAll(async () => {
  await dropWithKept(app, database);
  await app.stop();
});

// Ten thousand tables, 200,000 large objects and a value near 1 GB: test/soak/schemas-sizes.spec.ts.
it('two hundred tables, four hundred large objects and a value of 20 MB come back', async () => {
  const db = await database.open();
  for (const statement of largeSchemaStatements({ tables: 200, largeObjects: 400, valueBytes: 20_000_000 })) {
    await db.query(`SET search_path = public; ${statement}`);
  }
  await db.end();
  const { backup } = await expectRoundTrip(jobs, {
    target: database.target,
    sourceId: await jobs.addSource(database.target),
    drift: () =>
      sql(
        database.target,
        `DROP TABLE t1; UPDATE t150 SET v = 'late'; UPDATE long_value SET v = 'x' WHERE id = 2;
         SELECT lo_unlink(100007), lo_put(100008, 3, 'late')`,
      ),
  });
  expect(Object.keys(backup.tableCounts ?? {})).toHaveLength(201);
}, 900_000);
