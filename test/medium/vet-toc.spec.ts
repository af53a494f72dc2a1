import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TocParser } from '../../src/platform/postgres/archive/toc-parser.js';
import { vetToc } from '../../src/platform/postgres/archive/vet-toc.js';
import { quoteIdentifier } from '../../src/platform/postgres/quoting.js';
import { sql } from '../support/database-state.js';
import { createFullSchema } from '../support/full-schema.js';
import { createOwnedSchema, createRoles, dropRoles, namesOf } from '../support/owned-schema.js';
import {
  asAdmin,
  createTestDatabase,
  hostileNames,
  type TestDatabase,
  testServer,
  uniqueName,
} from '../support/postgres-databases.js';
import { dumpOf } from '../support/uploads.js';

const salt = uniqueName('');
const roles = { owner: `owner;"x" ${salt}`, writer: `--writer' ${salt}`, reader: `reader /* ${salt}` };
const tablespace = `sp ace ${salt}`;
let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
  await createRoles(testServer(), roles);
  await asAdmin(async (admin) => {
    await admin.query('SET allow_in_place_tablespaces = on');
    await admin.query(`CREATE TABLESPACE ${quoteIdentifier(tablespace)} LOCATION ''`);
  });
});
afterEach(async () => {
  await database.drop();
  await sql(testServer(), `DROP TABLESPACE ${quoteIdentifier(tablespace)}`);
  await dropRoles(testServer(), ...namesOf(roles));
});

async function vetted(): Promise<number> {
  const parsed = new TocParser().push(await dumpOf(database.target, '-Fc', '--create', '--clean', '--if-exists'));
  if (parsed === null) throw new Error('The dump ends within its table of contents.');
  vetToc(parsed);
  return parsed.toc.length;
}

describe('what pg_dump writes is taken', () => {
  it('of every kind of object that PostgreSQL has, whatever it is called', async () => {
    const db = await database.open();
    await createFullSchema(db, { ...roles, tablespace, names: hostileNames() });
    await db.end();
    expect(await vetted()).toBeGreaterThan(300);
  });

  it('of everything in which roles are named', async () => {
    await createOwnedSchema(database.target, roles);
    expect(await vetted()).toBeGreaterThan(20);
  });
});
