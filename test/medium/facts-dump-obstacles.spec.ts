import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DatabaseClient } from '../../src/platform/postgres/connection.js';
import { findDumpObstacles } from '../../src/platform/postgres/dump-obstacles.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';

let database: TestDatabase;
let db: DatabaseClient;

beforeAll(async () => {
  database = await createTestDatabase();
  db = await database.open();
});
afterAll(async () => {
  await db.end();
  await database.drop();
});

describe('rows that are too long as text', () => {
  it('are named by table, a bytea counting twice, several columns together, compressed or not', async () => {
    await db.query(
      `CREATE TABLE public."Wide" (id int, a bytea, b text, dropped text);
       ALTER TABLE public."Wide" DROP COLUMN dropped;
       ALTER TABLE public."Wide" ALTER a SET STORAGE EXTERNAL;
       INSERT INTO public."Wide" VALUES (1, NULL, repeat('x', 90000)), (2, convert_to(repeat('y', 50000), 'UTF8'), NULL),
         (3, convert_to(repeat('y', 30000), 'UTF8'), repeat('z', 45000)), (4, convert_to(repeat('y', 49000), 'UTF8'), NULL)`,
    );
    const small = { longestLineBytes: 100_000, leastToastBytes: 1 };
    expect(await findDumpObstacles(db, small)).toMatchObject([
      { code: 'ROWS_TOO_LARGE', message: expect.stringContaining('public."Wide" (2)'), hint: expect.any(String) },
    ]);
    expect(await findDumpObstacles(db, { ...small, longestLineBytes: 110_000 })).toEqual([]);
    expect(await findDumpObstacles(db)).toEqual([]);
    const { rows } = await db.query(`SELECT current_setting('statement_timeout') AS timeout`);
    expect(rows).toEqual([{ timeout: '0' }]);
  });
});
