import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ArchivedHistories, type ArchivedState } from '../../src/platform/migration-state/archived-histories.js';
import type { MigrationSource } from '../../src/platform/migration-state/migration-states.js';
import type { MigrationAdapter } from '../../src/platform/migration-state/migration-state.js';
import type { ConnectionTarget, DatabaseClient } from '../../src/platform/postgres/connection.js';
import { ArchiveReader } from '../../src/platform/postgres/archive/archive-reader.js';
import { TocParser } from '../../src/platform/postgres/archive/toc-parser.js';
import { quotedNames } from '../../src/platform/postgres/row-counts.js';
import { quoteIdentifier } from '../../src/platform/postgres/quoting.js';
import { asAdmin, createTestDatabase, uniqueName, type TestDatabase } from '../support/postgres-databases.js';
import { dumpOf } from '../support/uploads.js';

/** What the contract needs of a framework: the framework itself, and its table in SQL. */
export interface AdapterFixture {
  adapter: MigrationAdapter;
  /** The table's name when nobody chose another. */
  defaultTable: string;
  /** Columns of CREATE TABLE, as the framework makes it. */
  columns: string;
  /** The same with one column missing or of another type: somebody else's table. */
  otherColumns: string;
  /** `(columns) VALUES (…)` of one row. */
  row(app: string, name: string): string;
  /** Writes a real project, and has the framework itself migrate the database. */
  migrateForReal(target: ConnectionTarget): Promise<RealProject>;
  /** One file that belongs to the framework, and one that cannot be parsed. */
  goodFile: { path: string; text: string; name: string };
  brokenFile: { path: string; text: string };
}

export interface RealProject {
  codePath: string;
  /** The app that the project is about, as the database and as the code calls it. */
  app: { inDatabase: string; inCode: string };
  names: string[];
  remove(): Promise<void>;
}

export function migrationAdapterContract(title: string, fixture: AdapterFixture): void {
  const { adapter } = fixture;

  describe(`${title}: reading a database`, () => {
    let database: TestDatabase;
    let db: DatabaseClient;

    beforeEach(async () => {
      database = await createTestDatabase();
      db = await database.open();
    });
    afterEach(async () => {
      await db.end();
      await database.drop();
    });

    const create = (schema: string, table: string, columns = fixture.columns): Promise<unknown> =>
      db.query(
        `CREATE SCHEMA IF NOT EXISTS ${quoteIdentifier(schema)}; CREATE TABLE ${quoteIdentifier(schema)}.${quoteIdentifier(table)} (${columns})`,
      );
    const insert = (schema: string, table: string, app: string, name: string): Promise<unknown> =>
      db.query(`INSERT INTO ${quoteIdentifier(schema)}.${quoteIdentifier(table)} ${fixture.row(app, name)}`);

    it('reads what the framework itself recorded, and parses the same list from its code', async () => {
      const project = await fixture.migrateForReal(database.target);
      try {
        const [state] = await adapter.read(db, {});
        expect(state?.framework).toBe(adapter.framework);
        expect(state?.apps.find(({ app }) => app === project.app.inDatabase)).toEqual({
          app: project.app.inDatabase,
          applied: project.names,
          failed: [],
        });
        const code = await adapter.readCode(project.codePath, {});
        expect(code.apps).toEqual([{ app: project.app.inCode, names: project.names }]);
        expect(await adapter.recognises(project.codePath)).toBe(true);
      } finally {
        await project.remove();
      }
    });

    it('finds nothing in an empty database', async () => {
      expect(await adapter.read(db, {})).toEqual([]);
    });

    it('finds the table in whatever schema, and names it as quote_ident does', async () => {
      await create('My "odd" Schema.x', fixture.defaultTable);
      await insert('My "odd" Schema.x', fixture.defaultTable, 'shop', 'a');
      const [state] = await adapter.read(db, {});
      expect(state?.table).toBe(`"My ""odd"" Schema.x".${fixture.defaultTable}`);
      expect(state?.apps.flatMap(({ applied }) => applied)).toEqual(['a']);
    });

    it('finds one per schema, in the order of their names; the option narrows them down, quoted or not', async () => {
      for (const schema of ['T 2', 't1']) {
        await create(schema, fixture.defaultTable);
        await insert(schema, fixture.defaultTable, 'shop', schema);
      }
      const tables = async (table?: string): Promise<string[]> =>
        (await adapter.read(db, table === undefined ? {} : { table })).map((state) => state.table);
      expect(await tables()).toEqual([`"T 2".${fixture.defaultTable}`, `t1.${fixture.defaultTable}`]);
      expect(await tables(`t1.${fixture.defaultTable}`)).toEqual([`t1.${fixture.defaultTable}`]);
      expect(await tables(`"t1"."${fixture.defaultTable}"`)).toEqual([`t1.${fixture.defaultTable}`]);
      expect(await tables(`T 2.${fixture.defaultTable}`)).toEqual([`"T 2".${fixture.defaultTable}`]);
      expect(await tables(`nowhere.${fixture.defaultTable}`)).toEqual([]);
    });

    it('leaves alone what only has the name: another shape, a view', async () => {
      await create('public', fixture.defaultTable, fixture.otherColumns);
      await create('real', 'elsewhere');
      await db.query(`CREATE SCHEMA v; CREATE VIEW v.${fixture.defaultTable} AS SELECT * FROM real.elsewhere`);
      expect(await adapter.read(db, {})).toEqual([]);
    });

    it('gives names as they are, in the order of their ids, each once', async () => {
      await create('public', fixture.defaultTable);
      const names = ['z', `it's "a" \\ name`, 'new\nline', 'ж漢é', '%s {x} $1', 'z', 'a'];
      for (const name of names) await insert('public', fixture.defaultTable, 'shop', name);
      const [state] = await adapter.read(db, {});
      expect(state?.apps).toHaveLength(1);
      expect(state?.apps[0]?.applied).toEqual(names.filter((name, index) => names.indexOf(name) === index));
    });

    it('finds in a dump what it finds in the database, wherever its rows lie', async () => {
      const names = ['z', `it's "a" \\ name`, 'new\nline\ttab', '\\N', '\\.', 'ж漢é', 'z', 'a'];
      for (const schema of ['My "odd" Schema.x', 'public']) {
        await create(schema, fixture.defaultTable);
        for (const name of names) await insert(schema, fixture.defaultTable, 'shop', name);
      }
      await db.query(`UPDATE public.${fixture.defaultTable} SET id = id WHERE id < 4`);
      await create('other', fixture.defaultTable, fixture.otherColumns);
      const live = await adapter.read(db, {});
      expect(live).toHaveLength(2);
      const archive = await dumpOf(database.target, '-Fc', '-Z0');
      const stateOf = async (source: MigrationSource): Promise<ArchivedState> => {
        const histories = new ArchivedHistories(source);
        const reader = new ArchiveReader(histories.kept);
        histories.look(new TocParser().push(archive)?.toc ?? []);
        for (let at = 0; at < archive.length; at += 61) reader.push(archive.subarray(at, at + 61));
        reader.end();
        const tables = reader.tableRows();
        const quoted = await quotedNames(db, tables);
        return histories.state(new Map(tables.map(({ dumpId }, index) => [dumpId, quoted[index] ?? ''])));
      };
      const { framework } = adapter;
      expect(await stateOf({ framework: 'auto' })).toEqual({ frameworks: live, unread: [] });
      const table = `public."${fixture.defaultTable}"`;
      expect((await stateOf({ framework, table })).frameworks).toEqual(live.slice(1));
      expect((await stateOf({ framework, table: `nowhere.${fixture.defaultTable}` })).frameworks).toEqual([]);
    });

    it('reads the snapshot that it is called in, and needs no right to write', async () => {
      await create('public', fixture.defaultTable);
      await insert('public', fixture.defaultTable, 'shop', 'a');
      await db.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT 1');
      const other = await database.open();
      await other.query(`INSERT INTO public.${fixture.defaultTable} ${fixture.row('shop', 'b')}`);
      await other.end();
      expect((await adapter.read(db, {}))[0]?.apps[0]?.applied).toEqual(['a']);
      await db.query('COMMIT');
      expect((await adapter.read(db, {}))[0]?.apps[0]?.applied).toEqual(['a', 'b']);
    });

    it('names a table that the role may not read, and leaves the transaction usable', async () => {
      await create('public', fixture.defaultTable);
      const role = uniqueName('bst_reader');
      await db.query(`CREATE ROLE ${role}`);
      try {
        await db.query(`BEGIN; SET LOCAL ROLE ${role}`);
        await expect(adapter.read(db, {})).rejects.toMatchObject({
          code: 'PERMISSION_DENIED',
          message: expect.stringContaining(`public.${fixture.defaultTable}`),
        });
        expect((await db.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
        await db.query('ROLLBACK');
      } finally {
        await asAdmin((admin) => admin.query(`DROP ROLE ${role}`));
      }
    });

    it('runs no function that the database holds under a built-in’s name', async () => {
      await create('public', fixture.defaultTable);
      await insert('public', fixture.defaultTable, 'shop', 'a');
      const trap = (signature: string): string =>
        `CREATE FUNCTION public.${signature} RETURNS text LANGUAGE plpgsql AS $$ BEGIN RAISE 'trapped'; END $$`;
      await db.query(
        `${trap('quote_ident(name)')}; ${trap('"left"(text, integer)')}; SET search_path = public, pg_catalog`,
      );
      expect((await adapter.read(db, {}))[0]?.apps[0]?.applied).toEqual(['a']);
    });
  });

  describe(`${title}: reading code`, () => {
    let codePath: string;

    beforeAll(async () => {
      codePath = await mkdtemp(join(tmpdir(), 'backstitch-code-'));
    });
    afterEach(async () => {
      await rm(codePath, { recursive: true, force: true });
      await mkdir(codePath);
    });
    afterAll(async () => {
      await rm(codePath, { recursive: true, force: true });
    });

    const write = async (path: string, text: string): Promise<void> => {
      await mkdir(dirname(join(codePath, path)), { recursive: true });
      await writeFile(join(codePath, path), text);
    };
    const names = async (): Promise<string[]> =>
      (await adapter.readCode(codePath, {})).apps.flatMap((app) => app.names);
    const { goodFile, brokenFile } = fixture;

    it('recognises its own files only', async () => {
      expect(await adapter.recognises(codePath)).toBe(false);
      await write('README.md', goodFile.text);
      expect(await adapter.recognises(codePath)).toBe(false);
      await write(goodFile.path, goodFile.text);
      expect(await adapter.recognises(codePath)).toBe(true);
      expect(await names()).toEqual([goodFile.name]);
    });

    it('names the file that cannot be parsed; recognising does not mind it', async () => {
      await write(brokenFile.path, brokenFile.text);
      await expect(names()).rejects.toMatchObject({
        code: 'INVALID_PARAMETER',
        message: expect.stringContaining(brokenFile.path),
      });
      expect(await adapter.recognises(codePath)).toBe(false);
    });

    it('refuses a file over 1 MB', async () => {
      await write(goodFile.path, `${goodFile.text}${'\n'.repeat(1024 * 1024)}`);
      await expect(names()).rejects.toMatchObject({
        code: 'INVALID_PARAMETER',
        message: expect.stringContaining(goodFile.path),
      });
    });

    it('leaves out installed packages and hidden directories', async () => {
      for (const directory of ['node_modules/x', 'lib/site-packages/x', '.git/x', 'venv/x'])
        await write(`${directory}/${goodFile.path}`, goodFile.text);
      expect(await names()).toEqual([]);
    });

    it('refuses a file that leads out by a symlink, and does not follow a directory that does', async () => {
      const outside = await mkdtemp(join(tmpdir(), 'backstitch-outside-'));
      try {
        await mkdir(dirname(join(outside, goodFile.path)), { recursive: true });
        await writeFile(join(outside, goodFile.path), goodFile.text);
        await symlink(outside, join(codePath, 'elsewhere'));
        await symlink(codePath, join(codePath, 'circle'));
        expect(await names()).toEqual([]);
        await mkdir(dirname(join(codePath, goodFile.path)), { recursive: true });
        await symlink(join(outside, goodFile.path), join(codePath, goodFile.path));
        await expect(names()).rejects.toMatchObject({
          code: 'INVALID_PARAMETER',
          message: expect.stringContaining('symlink'),
        });
      } finally {
        await rm(outside, { recursive: true });
      }
    });

    it('says so when the path is not there, or no directory', async () => {
      await expect(adapter.readCode(join(codePath, 'nowhere'), {})).rejects.toMatchObject({
        code: 'INVALID_PARAMETER',
      });
      await write('file', '');
      await expect(adapter.readCode(join(codePath, 'file'), {})).rejects.toMatchObject({ code: 'INVALID_PARAMETER' });
    });
  });
}
