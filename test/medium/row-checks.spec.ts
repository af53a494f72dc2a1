import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { DatabaseClient } from '../../src/platform/postgres/connection.js';
import { rowsCallFunctions } from '../../src/platform/postgres/row-checks.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';

let database: TestDatabase;
let db: DatabaseClient;

beforeEach(async () => {
  database = await createTestDatabase();
  db = await database.open();
  await db.query(`
    CREATE TABLE public.parent (id int PRIMARY KEY);
    CREATE FUNCTION public.is_known(int) RETURNS bool LANGUAGE sql IMMUTABLE
      AS 'SELECT EXISTS (SELECT FROM public.parent WHERE id = $1)'`);
});
afterEach(async () => {
  await db.end();
  await database.drop();
});

describe('rows that are loaded', () => {
  it.each([
    ['a CHECK by what PostgreSQL has', `CREATE TABLE public.t (n int CHECK (abs(n) > 1), m text CHECK (m ~ 'x'))`],
    [
      'a CHECK by a function of an extension',
      `CREATE EXTENSION hstore SCHEMA public; CREATE TABLE public.t (h public.hstore CHECK (public.akeys(h) IS NOT NULL))`,
    ],
    ['a default, which is not asked for', `CREATE TABLE public.t (n bool DEFAULT public.is_known(1))`],
    [
      'an index or a view',
      `CREATE INDEX ON public.parent (public.is_known(id)); CREATE VIEW public.v AS SELECT public.is_known(1)`,
    ],
  ])('need no others for %s', async (_, statements) => {
    await db.query(statements);
    expect(await rowsCallFunctions(db)).toBe(false);
  });

  it.each([
    ['a CHECK of a table', 'CREATE TABLE public.t (n int CHECK (public.is_known(n)))'],
    ['a CHECK of a domain', 'CREATE DOMAIN public.known AS int CHECK (public.is_known(VALUE))'],
    ['a generated column', 'CREATE TABLE public.t (n int, known bool GENERATED ALWAYS AS (public.is_known(n)) STORED)'],
    [
      'an operator',
      `CREATE FUNCTION public.both(int, int) RETURNS bool LANGUAGE sql AS 'SELECT public.is_known($1)';
       CREATE OPERATOR public.@@@ (LEFTARG = int, RIGHTARG = int, FUNCTION = public.both);
       CREATE TABLE public.t (n int CHECK (n OPERATOR(public.@@@) n))`,
    ],
  ])('may need others for a function in %s', async (_, statements) => {
    await db.query(statements);
    expect(await rowsCallFunctions(db)).toBe(true);
  });
});
