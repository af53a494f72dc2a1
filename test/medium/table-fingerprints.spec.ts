import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect, type DatabaseClient } from '../../src/platform/postgres/connection.js';
import { exportSnapshot } from '../../src/platform/postgres/snapshot.js';
import { fingerprintTables } from '../../src/platform/postgres/table-fingerprints.js';
import { asAdmin, createTestDatabase, uniqueName, type TestDatabase } from '../support/postgres-databases.js';

const applicationName = 'backstitch-fingerprint-test';

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

async function of(...names: string[]): Promise<string[]> {
  const { tables, leftOut } = await fingerprintTables(
    db,
    names.map((name) => ({ name })),
  );
  expect(leftOut).toEqual([]);
  return names.map((name) => tables.get(name) ?? '');
}

/** Makes a table of these statements, in which `T` is its name, and answers its fingerprint. */
async function fingerprintOf(statements: string): Promise<string> {
  const name = `public.${uniqueName('t')}`;
  await db.query(statements.replaceAll(/\bT\b/g, name));
  return (await of(name))[0] ?? '';
}

const ROWS = `INSERT INTO T (id, note) SELECT n, 'note ' || n FROM generate_series(1, 1000) n`;

describe('a fingerprint', () => {
  it('is the same for the same rows in another order, with their columns elsewhere', async () => {
    const plain = await fingerprintOf(`CREATE TABLE T (id int, note text); ${ROWS}`);
    expect(plain).toMatch(/^1000:-?\d+$/);
    const reversed = await fingerprintOf(`CREATE TABLE T (id int, note text); ${ROWS} ORDER BY n DESC`);
    const moved = await fingerprintOf(
      `CREATE TABLE T (gone int, note text, id int); ALTER TABLE T DROP COLUMN gone; ${ROWS}; UPDATE T SET id = id`,
    );
    const generated = await fingerprintOf(
      `CREATE TABLE T (id int, note text, twice int GENERATED ALWAYS AS (id * 2) STORED); ${ROWS}`,
    );
    expect([reversed, moved, generated]).toEqual([plain, plain, plain]);
  });

  it.each([
    ['a value', '', `UPDATE T SET note = 'other' WHERE id = 7`],
    ['a value that became NULL', '', 'UPDATE T SET note = NULL WHERE id = 7'],
    ['an empty text for NULL', 'UPDATE T SET note = NULL WHERE id = 7', `UPDATE T SET note = '' WHERE id = 7`],
    ['values that changed places', '', `UPDATE T SET note = 'note ' || (9 - id) WHERE id IN (4, 5)`],
    [
      'a pair of equal rows for another pair',
      'UPDATE T SET id = 1, note = 1 WHERE id < 3',
      'UPDATE T SET id = 2, note = 2 WHERE id < 3',
    ],
    ['white space', '', `UPDATE T SET note = note || ' ' WHERE id = 7`],
  ])('tells %s', async (_, one, other) => {
    const table = `CREATE TABLE T (id int, note text); ${ROWS};`;
    expect(await fingerprintOf(`${table} ${other}`)).not.toBe(await fingerprintOf(`${table} ${one}`));
  });

  it('is of every type, and tells 1.0 from 1.00', async () => {
    const all = await fingerprintOf(
      `CREATE TABLE T (a json, b jsonb, c point, d text[], e float4, f float8, g bytea, h interval, i timestamptz, j int4range,
         k bit(3), l inet, m "char", n uuid, o tsvector, p regclass);
       INSERT INTO T VALUES ('{"a": 1}', '[1]', '(1,2)', '{x,NULL}', 3.5, 'NaN', '\\x00ff', '1 day', '2026-01-01 00:00+02', '[1,5)',
         '101', '10.0.0.1', 'a', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 'a b', 'pg_class')`,
    );
    expect(all).toMatch(/^1:-?\d+$/);
    const [short, long] = await Promise.all(
      ['1.0', '1.00'].map((value) => fingerprintOf(`CREATE TABLE T AS SELECT ${value}::numeric AS n`)),
    );
    expect(short).not.toBe(long);
    expect(await fingerprintOf('CREATE TABLE T (); INSERT INTO T DEFAULT VALUES')).toMatch(/^1:/);
    expect(await fingerprintOf('CREATE TABLE T (n int)')).toBe('0:0');
  });

  it('does not depend on what the database or the role has set', async () => {
    const role = uniqueName('bst_role');
    const [name] = (await db.query<{ name: string }>(`SELECT current_database() AS name`)).rows;
    await db.query(
      `CREATE TABLE public.settings AS SELECT '2026-03-04 05:06:07.89+00'::timestamptz AS t, date '2026-03-04' AS d,
         interval '1 mon 2 days' AS i, 0.1::float8 + 0.2::float8 AS f, '\\xdeadbeef'::bytea AS b, 1234.5::numeric::money AS m`,
    );
    const [plain] = await of('public.settings');
    await asAdmin(async (admin) => {
      await admin.query(`CREATE ROLE ${role} LOGIN SUPERUSER`);
      for (const setting of [
        ...[`TimeZone = 'Asia/Tokyo'`, `DateStyle = 'German'`, `IntervalStyle = 'iso_8601'`, 'extra_float_digits = -5'],
        ...[`bytea_output = 'escape'`, `search_path = 'public'`, `lc_monetary = 'C.UTF-8'`],
      ]) {
        await admin.query(`ALTER ROLE ${role} IN DATABASE "${name?.name ?? ''}" SET ${setting}`);
      }
    });
    const other = await connect({ ...database.target, user: role }, { applicationName });
    const { tables } = await fingerprintTables(other, [{ name: 'public.settings' }]);
    await other.end();
    expect(tables.get('public.settings')).toBe(plain);
    await asAdmin((admin) => admin.query(`DROP ROLE ${role}`));
  });

  it('is of a table alone, without its children, and of the rows that a condition takes', async () => {
    await db.query(`CREATE TABLE public.parent AS SELECT n FROM generate_series(1, 5) n;
      CREATE TABLE public.child () INHERITS (public.parent); INSERT INTO public.child VALUES (6)`);
    const { tables } = await fingerprintTables(db, [
      { name: 'public.parent' },
      { name: 'public.child', condition: 'WHERE n > 6' },
    ]);
    expect([tables.get('public.parent')?.split(':')[0], tables.get('public.child')]).toEqual(['5', '0:0']);
  });
});

describe('fingerprints in a snapshot', () => {
  it('are of its instant, and of no table that was changed or locked since', async () => {
    const names = ['kept', 'emptied', 'rewritten', 'dropped', 'replaced', 'narrowed', 'locked', '"quo""ted"'];
    for (const name of names) {
      await db.query(`CREATE TABLE public.${name} AS SELECT n, 'x' AS note FROM generate_series(1, 10) n`);
    }
    const tables = names.map((name) => ({ name: `public.${name}` }));
    const before = await fingerprintTables(db, tables);
    const snapshot = await exportSnapshot(database.target, { applicationName });
    await db.query(`INSERT INTO public.kept VALUES (11, 'late'); TRUNCATE public.emptied;
      ALTER TABLE public.rewritten ALTER n TYPE bigint; DROP TABLE public.dropped;
      ALTER TABLE public.replaced RENAME TO aside; CREATE TABLE public.replaced AS TABLE public.aside WITH NO DATA;
      ALTER TABLE public.narrowed DROP COLUMN note`);
    const holder = await database.open();
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE public.locked');
    const reader = await connect(database.target, { applicationName, lockTimeoutMs: 200 });
    const progress: number[] = [];
    const found = await fingerprintTables(reader, tables, {
      snapshotId: snapshot.id,
      onProgress: (done) => progress.push(done),
    });
    await holder.end();
    await snapshot.release();
    await reader.end();
    expect([...found.tables.keys()]).toEqual(['public.kept', 'public."quo""ted"']);
    expect(found.tables.get('public.kept')).toBe(before.tables.get('public.kept'));
    expect(found.encoding).toBe('UTF8');
    expect(Object.fromEntries(found.leftOut.map(({ table, reason }) => [table, reason]))).toEqual({
      'public.emptied': 'it was truncated, rewritten or replaced meanwhile',
      'public.rewritten': 'it was truncated, rewritten or replaced meanwhile',
      'public.dropped': 'it was dropped or altered meanwhile',
      'public.replaced': 'it was truncated, rewritten or replaced meanwhile',
      'public.narrowed': 'it was dropped or altered meanwhile',
      'public.locked': 'another session held its lock for too long',
    });
    expect(progress).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('are taken of more tables than one transaction may lock, and can be canceled', async () => {
    await db.query(`DO $$ BEGIN FOR n IN 1..250 LOOP
      EXECUTE format('CREATE TABLE public.many%s AS SELECT generate_series(1, %s) AS n', n, n); END LOOP; END $$`);
    const tables = Array.from({ length: 250 }, (_, index) => ({ name: `public.many${index + 1}` }));
    const watcher = await database.open();
    const found = await fingerprintTables(db, tables);
    expect([...found.tables.values()].map((value) => Number(value.split(':')[0]))).toEqual(tables.map((_, n) => n + 1));

    const canceling = new AbortController();
    const slow = fingerprintTables(db, [{ name: 'public.many1', condition: 'WHERE pg_sleep(60) IS NOT NULL' }], {
      signal: canceling.signal,
    });
    slow.catch(() => undefined);
    for (;;) {
      const { rows } = await watcher.query(`SELECT FROM pg_stat_activity WHERE pid = $1 AND wait_event = 'PgSleep'`, [
        db.backendPid,
      ]);
      if (rows.length > 0) break;
    }
    canceling.abort();
    await expect(slow).rejects.toMatchObject({ code: 'CANCELED' });
    expect((await db.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await watcher.end();
  });
});
