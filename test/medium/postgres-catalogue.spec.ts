import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect, type DatabaseClient } from '../../src/platform/postgres/connection.js';
import { findDumpOmissions } from '../../src/platform/postgres/dump-omissions.js';
import { readExtensions } from '../../src/platform/postgres/extensions.js';
import { schemaFingerprint } from '../../src/platform/postgres/schema-fingerprint.js';
import { majorOf, readServerInfo } from '../../src/platform/postgres/server-info.js';
import { readSchemaTree, readTableSizes } from '../../src/platform/postgres/table-sizes.js';
import { asAdmin, createTestDatabase, uniqueName, type TestDatabase } from '../support/postgres-databases.js';
import { createRichSchema, RICH_ROWS } from '../support/rich-schema.js';

describe('the catalogue', () => {
  let database: TestDatabase;
  let db: DatabaseClient;
  const role = uniqueName('bst_role');

  beforeAll(async () => {
    database = await createTestDatabase();
    db = await database.open();
    await createRichSchema(db);
    await asAdmin((admin) => admin.query(`CREATE ROLE ${role} LOGIN CREATEDB`));
  });
  afterAll(async () => {
    await db.end();
    await database.drop();
    await asAdmin((admin) => admin.query(`DROP ROLE ${role}`));
  });

  it('says what the server is and what the role may', async () => {
    const info = await readServerInfo(db);
    expect(info.major).toBe(majorOf(info.versionNum));
    expect(info).toMatchObject({
      systemIdentifier: expect.stringMatching(/^\d{10,}$/),
      isInRecovery: false,
      role: { isSuperuser: true, canCreateDatabase: true, canSignalBackends: true, bypassesRowSecurity: true },
      database: { name: database.target.database, encoding: 'UTF8' },
    });
    expect(info.postmasterStart.getTime()).toBeLessThan(Date.now());
    expect(info.database.bytes).toBeGreaterThan(1_000_000);
    expect(info.maxLocks).toBeGreaterThan(100);

    const plain = await connect({ ...database.target, user: role }, { applicationName: 'catalogue-test' });
    expect((await readServerInfo(plain)).role).toEqual({
      ...{ name: role, isSuperuser: false, canCreateDatabase: true },
      ...{ canSignalBackends: false, bypassesRowSecurity: false },
    });
    await plain.end();
  });

  it.each([
    [150018, 15],
    [180000, 18],
    [100023, 10],
    [90624, 9.6],
  ])('counts versions as PostgreSQL does: %d is %d', (versionNum, major) => {
    expect(majorOf(versionNum)).toBe(major);
  });

  it('measures tables, and names them as quote_ident does', async () => {
    const tables = await readTableSizes(db);
    const names = tables.map((table) => table.quotedName);
    for (const name of Object.keys(RICH_ROWS)) expect(names).toContain(name);
    expect(tables.find((table) => table.name === 'big')?.bytes).toBeGreaterThan(8192);
    expect(tables.find((table) => table.name === 'customer')?.indexBytes).toBeGreaterThan(0);
    expect(Object.fromEntries(tables.map(({ quotedName, kind }) => [quotedName, kind]))).toMatchObject({
      'shop.customer': 'table',
      'shop.event': 'partitioned',
      'shop.event_2024': 'table',
      'shop.per_customer': 'materialized_view',
    });
    expect(tables.find((table) => table.name === 'nothing_in_it')?.estimatedRows).toBeNull();
    await db.query('ANALYZE shop.customer');
    const analyzed = await readTableSizes(db);
    expect(analyzed.find((table) => table.name === 'customer')?.estimatedRows).toBe(300);
  });

  it('measures a table that somebody holds, or an index of it, without waiting', async () => {
    await db.query('VACUUM ANALYZE shop.customer');
    const before = await readTableSizes(db);
    for (const hold of ['LOCK TABLE shop.customer IN ACCESS EXCLUSIVE MODE', 'REINDEX TABLE shop.customer']) {
      const holder = await database.open();
      await holder.query('BEGIN');
      await holder.query(hold);
      const asking = await connect(database.target, { applicationName: 'catalogue-test', lockTimeoutMs: 100 });
      const customer = (await readTableSizes(asking)).find(({ name }) => name === 'customer');
      const measured = before.find(({ name }) => name === 'customer');
      expect(customer?.estimatedRows).toBe(measured?.estimatedRows);
      expect(customer?.indexBytes).toBe(measured?.indexBytes);
      expect(customer?.bytes).toBeGreaterThan(measured?.indexBytes ?? 0);
      expect(customer?.bytes).toBeLessThanOrEqual(measured?.bytes ?? 0);
      await asking.end();
      await holder.end();
    }
  });

  it('gives the tree of schemas, empty ones too', async () => {
    await db.query('CREATE SCHEMA empty_one');
    const tree = await readSchemaTree(db);
    expect(tree.schemas.map((schema) => schema.name)).toEqual(['empty_one', 'public', 'shop', 'Übung'].sort());
    expect(tree.schemas.find((schema) => schema.name === 'Übung')?.tables).toEqual([
      { name: 'Tabelle', kind: 'table', bytes: expect.any(Number), estimatedRows: null },
    ]);
    const kinds = tree.schemas.flatMap(({ tables }) => tables.map(({ name, kind }) => [name, kind]));
    expect(kinds).toContainEqual(['event', 'partitioned']);
    expect(kinds).toContainEqual(['per_customer', 'materialized_view']);
    expect(tree.extensions.map((extension) => extension.name)).toEqual(['hstore', 'plpgsql']);
    expect(tree.databaseSize).toBeGreaterThan(1_000_000);
    await db.query('DROP SCHEMA empty_one');
  });

  it('reads the tables of an extension that a dump holds, with their conditions', async () => {
    // What pg_extension_config_dump('…', 'WHERE …') of an extension script leaves in the catalogue.
    await db.query(`UPDATE pg_extension SET extconfig = ARRAY['shop.parent'::regclass, 'shop.child'::regclass]::oid[],
      extcondition = ARRAY['', 'WHERE b > 2'] WHERE extname = 'hstore'`);
    const hstore = (await readExtensions(db)).find((extension) => extension.name === 'hstore');
    await db.query(`UPDATE pg_extension SET extconfig = NULL, extcondition = NULL WHERE extname = 'hstore'`);
    expect(hstore).toMatchObject({ schema: 'public', version: expect.stringMatching(/^\d/) });
    expect(hstore?.configTables).toEqual([{ name: 'shop.parent' }, { name: 'shop.child', condition: 'WHERE b > 2' }]);
  });

  it('names what pg_dump leaves out for a role that is no superuser, and nothing for a superuser', async () => {
    await db.query('CREATE EXTENSION postgres_fdw SCHEMA public');
    await db.query(`CREATE SERVER elsewhere FOREIGN DATA WRAPPER postgres_fdw`);
    await db.query(`CREATE USER MAPPING FOR postgres SERVER elsewhere OPTIONS (password 'a secret')`);
    await db.query(`CREATE SUBSCRIPTION sub_of_test CONNECTION 'dbname=nowhere' PUBLICATION p WITH (connect = false)`);
    expect(await findDumpOmissions(db, await readServerInfo(db))).toEqual([]);
    const plain = await connect({ ...database.target, user: role }, { applicationName: 'catalogue-test' });
    const warnings = await findDumpOmissions(plain, await readServerInfo(plain));
    await plain.end();
    expect(warnings.map((warning) => warning.code)).toEqual([
      'SUBSCRIPTIONS_LEFT_OUT',
      'USER_MAPPING_OPTIONS_LEFT_OUT',
    ]);
    expect(warnings[0]?.message).toContain('sub_of_test');
    expect(warnings[1]?.message).toContain('postgres on elsewhere');
    expect(JSON.stringify(warnings)).not.toContain('a secret');
    const standby = { ...(await readServerInfo(db)), isInRecovery: true };
    await db.query('CREATE UNLOGGED TABLE shop.fleeting (n int)');
    expect(await findDumpOmissions(db, standby)).toMatchObject([
      { code: 'UNLOGGED_DATA_LEFT_OUT', message: expect.stringContaining('shop.fleeting') },
    ]);
    await db.query('DROP TABLE shop.fleeting');
    await db.query('ALTER SUBSCRIPTION sub_of_test SET (slot_name = NONE)');
    await db.query('DROP SUBSCRIPTION sub_of_test');
    await db.query('DROP EXTENSION postgres_fdw CASCADE');
  });

  it('keeps its fingerprint when only rows, positions, statistics or temporary tables change', async () => {
    const before = await schemaFingerprint(db);
    await db.query(`INSERT INTO shop.nothing_in_it VALUES (1)`);
    await db.query(`SELECT nextval('shop.counter')`);
    await db.query('ANALYZE');
    await db.query('TRUNCATE shop.nothing_in_it');
    await db.query('CREATE TEMPORARY TABLE fleeting (n int)');
    expect(await schemaFingerprint(db)).toBe(before);
    expect(before).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    'CREATE SCHEMA later',
    'CREATE TABLE shop.later ()',
    'ALTER TABLE shop.big ADD COLUMN later int',
    'ALTER TABLE shop.big ALTER id SET NOT NULL',
    'ALTER TABLE shop.big ALTER id SET DEFAULT 5',
    'ALTER TABLE shop.big ALTER id TYPE bigint',
    'ALTER TABLE shop.big RENAME value TO "Value"',
    'ALTER TABLE shop.big ADD CHECK (id > 0)',
    'ALTER TABLE shop."order" DROP CONSTRAINT order_customer_id_fkey',
    'CREATE INDEX later ON shop.big (id)',
    'DROP INDEX shop.order_note',
    'ALTER TABLE shop."order" ENABLE TRIGGER touch',
    'DROP TRIGGER touch ON shop."order"',
    `CREATE OR REPLACE FUNCTION shop.total(int, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 - $2'`,
    `CREATE FUNCTION shop.total(int) RETURNS int LANGUAGE sql AS 'SELECT 1'`,
    `CREATE OR REPLACE VIEW shop.happy AS SELECT id, mail FROM shop.customer`,
    `ALTER TYPE shop.mood RENAME VALUE 'sad' TO 'blue'`,
    'ALTER DOMAIN shop.email SET NOT NULL',
    'ALTER TYPE shop.pair ADD ATTRIBUTE c int',
    'ALTER SEQUENCE shop.counter INCREMENT 7',
    'ALTER POLICY own ON shop.secret USING (true)',
    'ALTER TABLE shop.secret DISABLE ROW LEVEL SECURITY',
    'DROP RULE no_delete ON shop.happy',
    'DROP STATISTICS shop.order_statistics',
    'ALTER TABLE shop.event DETACH PARTITION shop.event_2025',
    'DROP EXTENSION hstore CASCADE',
  ])('has another fingerprint after %s', async (statement) => {
    const before = await schemaFingerprint(db);
    await db.query('BEGIN');
    await db.query(statement);
    expect(await schemaFingerprint(db)).not.toBe(before);
    await db.query('ROLLBACK');
    expect(await schemaFingerprint(db)).toBe(before);
  });
});
