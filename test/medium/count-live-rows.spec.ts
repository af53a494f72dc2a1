import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { countLiveRows } from '../../src/features/restores/count-live-rows.js';
import { connect, type DatabaseClient, type Queryable } from '../../src/platform/postgres/connection.js';
import { makeManyObjects } from '../support/many-objects.js';
import { loginAsTests } from '../support/swap-scenario.js';
import { asAdmin, createTestDatabase, type TestDatabase, uniqueName } from '../support/postgres-databases.js';

const TABLES = 1_000;
const role = uniqueName('bst_role');

let database: TestDatabase;
let db: DatabaseClient;
beforeAll(async () => {
  database = await createTestDatabase();
  await makeManyObjects(database.target, TABLES, 0);
  db = await database.open();
  await asAdmin((admin) => admin.query(`CREATE ROLE ${role} ${loginAsTests()}`));
});
afterAll(async () => {
  await db.end();
  await database.drop();
  await asAdmin((admin) => admin.query(`DROP ROLE ${role}`));
});

it('counts many small tables by few statements', async () => {
  const asked: string[] = [];
  const counted: Queryable = {
    query: (sql, values) => {
      asked.push(sql);
      return db.query(sql, values);
    },
  };
  const counts = await countLiveRows(counted);
  expect(counts.size).toBe(TABLES);
  expect([...counts.values()].every(({ rows, exact }) => exact && rows === 1)).toBe(true);
  expect(asked.length).toBeLessThan(TABLES / 20);
});

it('knows without counting that a table without a page has no row', async () => {
  await db.query(
    'CREATE TABLE public.pageless (n int); INSERT INTO public.pageless VALUES (1); TRUNCATE public.pageless',
  );
  expect((await countLiveRows(db)).get('public.pageless')).toEqual({ rows: 0, exact: true });
  await db.query('DROP TABLE public.pageless');
});

it('counts the others exactly where one may not be read, is locked, or hides rows', async () => {
  await db.query(`GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${role}`);
  await db.query(`REVOKE SELECT ON public.t1 FROM ${role}`);
  await db.query('ALTER TABLE public.t2 ENABLE ROW LEVEL SECURITY');
  const holder = await database.open();
  const owner = await connect({ ...database.target, user: role }, { applicationName: 'counting', lockTimeoutMs: 100 });
  const lockWhenListed: Queryable = {
    query: async (sql, values) => {
      const answer = await owner.query(sql, values);
      if (sql.includes('pg_relation_size')) await holder.query('BEGIN; LOCK TABLE public.t3');
      return answer as never;
    },
  };
  const counts = await countLiveRows(lockWhenListed);
  const estimated = [...counts].filter(([, { exact }]) => !exact).map(([name]) => name);
  expect(estimated.sort()).toEqual(['public.t1', 'public.t2', 'public.t3']);
  await owner.end();
  await holder.end();
  await db.query('ALTER TABLE public.t2 DISABLE ROW LEVEL SECURITY');
});
