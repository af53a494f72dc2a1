import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { unreadableTables } from '../../src/platform/postgres/unreadable-tables.js';
import { createTestRole, type TestRole } from '../support/clusters.js';
import { openClient, sql } from '../support/database-state.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';

let database: TestDatabase;
let reader: TestRole;
beforeAll(async () => {
  reader = await createTestRole('bst "reader"');
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
  await reader.drop();
});

const asReader = async (): ReturnType<typeof unreadableTables> => {
  const db = await openClient({ ...database.target, user: reader.name, password: reader.password });
  try {
    return await unreadableTables(db);
  } finally {
    await db.end();
  }
};

it('names what a role may not read, and the words that mend it do', async () => {
  await sql(
    database.target,
    'CREATE TABLE public.plain (n int); CREATE SCHEMA "Pay roll"; CREATE TABLE "Pay roll"."a\'b" (id serial); CREATE VIEW public.v AS SELECT 1',
  );
  const refused = await asReader();
  expect(refused).toMatchObject({
    code: 'PERMISSION_DENIED',
    message: expect.stringContaining(`may not read "Pay roll"."a'b", "Pay roll"."a'b_id_seq", public.plain.`),
  });
  const grants = refused?.hint?.match(/GRANT [^;.]+ TO "[^;]+?"(?=[;.]| does)/g) ?? [];
  expect(grants).toHaveLength(4);
  await sql(database.target, grants.slice(0, 3).join('; '));
  expect(await asReader()).toBeNull();
});

it('finds nothing that a superuser may not read', async () => {
  const db = await database.open();
  expect(await unreadableTables(db)).toBeNull();
  await db.end();
});
