import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { compareFingerprints, type FingerprintOptions, takeFingerprint } from '../../scripts/lib/demo/fingerprint.mjs';
import { openClient } from '../support/database-state.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';

/** The demo proves what it says by these fingerprints, so they have to notice everything. Real PostgreSQL. */
describe('the fingerprint of a database', () => {
  let database: TestDatabase;
  let client: pg.Client;

  const take = (options?: FingerprintOptions) => {
    const { host, port, user, password, database: name } = database.target;
    return takeFingerprint({ host, port, user, password, database: name }, options);
  };

  beforeEach(async () => {
    database = await createTestDatabase();
    client = await openClient(database.target);
    await client.query(`
      CREATE TABLE "Odd ""name" (id integer PRIMARY KEY, "größe" numeric, data json, names text[]);
      INSERT INTO "Odd ""name" SELECT i, i / 10.0, '{"a": 1}', ARRAY['x', NULL] FROM generate_series(1, 10) i;
      CREATE TABLE parent (n integer) PARTITION BY RANGE (n);
      CREATE TABLE part PARTITION OF parent FOR VALUES FROM (0) TO (10);
      INSERT INTO parent VALUES (1), (1), (2), (2);
      CREATE SEQUENCE numbers;`);
  });

  afterEach(async () => {
    await client.end();
    await database.drop();
  });

  it('is the same when rows only lie elsewhere', async () => {
    const before = await take();
    await client.query(`UPDATE parent SET n = 2 WHERE n = 1 AND ctid = (SELECT min(ctid) FROM part WHERE n = 1)`);
    await client.query(`UPDATE parent SET n = 1 WHERE ctid = (SELECT max(ctid) FROM part)`);
    expect(compareFingerprints(before, await take())).toEqual([]);
  });

  it.each([
    ['one value changed', `UPDATE "Odd ""name" SET "größe" = 7 WHERE id = 3`, 'as many rows'],
    ['a number written otherwise', `UPDATE "Odd ""name" SET "größe" = 0.30 WHERE id = 3`, 'as many rows'],
    ['a pair that became another pair', `UPDATE parent SET n = 3 WHERE n = 2`, 'as many rows'],
    ['an empty text for a null', `UPDATE "Odd ""name" SET names = ARRAY['x', ''] WHERE id = 1`, 'as many rows'],
    ['a row too many', `INSERT INTO parent VALUES (5)`, '5 rows instead of 4'],
    ['a row too few', `DELETE FROM "Odd ""name" WHERE id = 10`, '9 rows instead of 10'],
    ['a table lost', `DROP TABLE "Odd ""name"`, 'is missing'],
    ['a table more', `CREATE TABLE stray ()`, 'is new'],
    ['a column lost', `ALTER TABLE "Odd ""name" DROP COLUMN data`, 'as many rows'],
    ['a sequence gone on', `SELECT nextval('numbers')`, 'sequence'],
  ])('notices %s', async (_what, sql, said) => {
    const before = await take();
    await client.query(sql);
    const differences = compareFingerprints(before, await take());
    expect(differences).toHaveLength(1);
    expect(differences[0]).toContain(said);
  });

  it('follows a column that a migration has moved, and notices when a value got lost on the way', async () => {
    await client.query(
      `CREATE TABLE people (full_name text); INSERT INTO people VALUES ('Ana de la Cruz'), ('Madonna')`,
    );
    const before = await take();
    await client.query(`
      ALTER TABLE people ADD COLUMN first text, ADD COLUMN last text;
      UPDATE people SET first = split_part(full_name, ' ', 1),
                        last = nullif(substr(full_name, length(split_part(full_name, ' ', 1)) + 2), '');
      ALTER TABLE people DROP COLUMN full_name`);
    const replaced = { 'public.people': { full_name: `concat_ws(' ', first, last)` } };
    expect(compareFingerprints(before, await take({ like: before, replaced }))).toEqual([]);
    expect(compareFingerprints(before, await take({ like: before }))).toEqual(['public.people has lost full_name']);

    await client.query(`UPDATE people SET last = 'de Cruz' WHERE first = 'Ana'`);
    expect(compareFingerprints(before, await take({ like: before, replaced }))).toHaveLength(1);
  });
});
