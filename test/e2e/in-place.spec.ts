import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ConnectionTarget } from '../../src/platform/postgres/connection.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import type { ProblemBody } from '../support/api-client.js';
import { createTestRole, type TestRole } from '../support/clusters.js';
import { openClient, readState, sql } from '../support/database-state.js';
import { eventually } from '../support/eventually.js';
import { expectStatus, JobsClient } from '../support/jobs-client.js';
import { createTestDatabase, testServer, type TestDatabase } from '../support/postgres-databases.js';
import { createRichSchema, RICH_ROWS } from '../support/rich-schema.js';
import { queryOnce } from '../support/throwaway-database.js';

let app: AppProcess;
let jobs: JobsClient;
let database: TestDatabase;
let owner: TestRole;
let stranger: TestRole;
let target: ConnectionTarget;
beforeAll(async () => {
  app = await startApp();
  jobs = new JobsClient(app.api);
});
afterAll(() => app.stop());
beforeEach(async () => {
  owner = await createTestRole('bst_owner', { attributes: 'NOSUPERUSER NOCREATEDB' });
  stranger = await createTestRole('bst_stranger');
  database = await createTestDatabase(undefined, `OWNER ${owner.name} TEMPLATE template0`);
  target = { ...database.target, user: owner.name, password: owner.password };
});
afterEach(async () => {
  await database.drop();
  await owner.drop();
  await stranger.drop();
});

const IN_PLACE = { strategy: 'in_place' };

/** What `pg_restore --clean` would leave behind, or stumble over: dependants that are not in the dump among it. */
const DRIFT = `
  CREATE TABLE shop.added (id int PRIMARY KEY, customer_id bigint REFERENCES shop.customer ON DELETE CASCADE, "Größe" text);
  INSERT INTO shop.added SELECT n, n, 'XL' FROM generate_series(1, 20) n;
  CREATE SCHEMA "later, ""on""\nand on";
  CREATE TABLE "later, ""on""\nand on"."t\nx" (n int DEFAULT shop.total(1, 2), mood shop.mood);
  CREATE VIEW public."over\nit" AS SELECT id, mood FROM shop.customer;
  CREATE MATERIALIZED VIEW public.stored AS SELECT * FROM public."over\nit";
  CREATE FUNCTION public.takes(shop.pair, VARIADIC int[]) RETURNS int LANGUAGE sql AS 'SELECT 1';
  CREATE AGGREGATE public.how_many(*) (SFUNC = int8inc, STYPE = int8, INITCOND = '0');
  CREATE TYPE public.colour AS ENUM ('red');
  CREATE DOMAIN public.short AS text CHECK (length(VALUE) < 4);
  CREATE SEQUENCE public."se;quence";
  CREATE TEXT SEARCH CONFIGURATION public.plain (COPY = pg_catalog.simple);
  CREATE OPERATOR public.@@@ (LEFTARG = int, RIGHTARG = int, FUNCTION = shop.total);
  ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC;
  ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
  REVOKE USAGE ON SCHEMA public FROM PUBLIC;
  COMMENT ON SCHEMA public IS 'ours';
  ALTER TABLE shop.booking ADD COLUMN owner_id int REFERENCES shop.added;
  DELETE FROM shop."order" WHERE amount < 20;
  REFRESH MATERIALIZED VIEW shop.not_filled;
  REFRESH MATERIALIZED VIEW shop.per_customer;
  DROP TABLE shop."new\nline\\n";
  SELECT nextval('shop.counter'), lo_unlink((SELECT max(oid) FROM pg_largeobject_metadata)), lo_from_bytea(0, 'new')`;

async function richDatabase(as: ConnectionTarget, options: { forPlainRole?: boolean } = {}): Promise<void> {
  const db = await openClient(as);
  await createRichSchema(db, options);
  await db.end();
}

describe.each([
  ['a superuser', () => database.target, {}],
  ['a plain owner without CREATEDB', () => target, { forPlainRole: true }],
] as const)('in place, by %s', (_who, by, options) => {
  it('everything is as it was backed up, and what came since is gone; its safety backup brings that back', async () => {
    await richDatabase(by(), options);
    const backedUp = await readState(database.target);
    const backup = await jobs.completedBackup(await jobs.addSource(by()), { fingerprints: true });
    await sql(by(), DRIFT);
    const live = await readState(database.target);
    const [oid] = await sql(database.target, 'SELECT oid FROM pg_database WHERE datname = current_database()');

    const plan = await jobs.plan(backup.id, IN_PLACE);
    expect(plan).toMatchObject({ strategy: 'in_place', blockers: [], safetyBackup: true });
    expect(plan.strategies[2]).toMatchObject({ name: 'in_place', possible: true });
    expect([...plan.drops].sort()).toEqual(
      [
        'schema "later, ""on""\nand on"',
        'table "later, ""on""\nand on"."t\nx"',
        'table shop.added',
        'view public."over\nit"',
        'materialized view public.stored',
        'function public.takes(shop.pair,integer[])',
        'aggregate public.how_many()',
        'type public.colour',
        'type public.short',
        'sequence public."se;quence"',
        'text search configuration public.plain',
        'operator public.@@@(integer,integer)',
      ].sort(),
    );
    const customer = await openClient(database.target);
    const restore = await jobs.completedRestore(backup.id, { planId: plan.id });
    expect(await readState(database.target)).toEqual(backedUp);
    expect(await sql(database.target, 'SELECT oid FROM pg_database WHERE datname = current_database()')).toEqual([oid]);
    expect((await customer.query('SELECT count(*)::int AS rows FROM shop."order"')).rows).toEqual([{ rows: 1000 }]);
    await customer.end();
    expect(restore.phases.map(({ name, status }) => `${name} ${status}`)).toEqual([
      'planned completed',
      'safety_backup completed',
      'replacing completed',
      'checking completed',
      'committing completed',
      'analyzing completed',
      'migrating skipped',
      'finished completed',
    ]);
    expect(restore).toMatchObject({ keptDatabase: null, rollbackUntil: null, downtimeMs: expect.any(Number) });
    expect((await app.api.get(`/restores/${restore.id}/report`)).body).toMatchObject({
      rowsCompared: Object.values(RICH_ROWS).reduce((sum, rows) => sum + rows, 0),
      fingerprints: { tables: Object.keys(RICH_ROWS).length, skipped: null },
    });

    const rollback = await app.api.post<ProblemBody>(`/restores/${restore.id}/rollback`);
    expect([rollback.status, rollback.body.code]).toEqual([409, 'CONFLICT']);
    expect(rollback.body.hint).toContain(restore.safetyBackupId);
    const deletion = await app.api.delete<ProblemBody>(`/backups/${restore.safetyBackupId ?? ''}`);
    expect([deletion.status, deletion.body.code]).toEqual([409, 'BACKUP_IN_USE']);
    const whole = await app.api.delete<ProblemBody>(`/sources/${backup.sourceId}?withBackups=true`);
    expect([whole.status, whole.body.code]).toEqual([409, 'BACKUP_IN_USE']);
    await jobs.completedRestore(restore.safetyBackupId ?? '', IN_PLACE);
    expect(await readState(database.target)).toEqual(live);
  });
});

describe('in place', () => {
  it('is not canceled any more while it commits: what is replaced is never called canceled', async () => {
    await sql(target, 'CREATE TABLE t (n int); INSERT INTO t VALUES (1)');
    const backup = await jobs.completedBackup(await jobs.addSource(target));
    await sql(target, 'INSERT INTO t VALUES (2)');
    const control = app.database.superuserUrl;
    await queryOnce(
      control,
      `CREATE FUNCTION slowly() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(3); RETURN NEW; END $$;
       CREATE TRIGGER slowly BEFORE UPDATE ON restores FOR EACH ROW
         WHEN (NEW."swappedAt" IS NOT NULL AND OLD."swappedAt" IS NULL) EXECUTE FUNCTION slowly()`,
    );
    try {
      const { id } = expectStatus(202, await jobs.askRestore(backup.id, IN_PLACE)).restore;
      await eventually(
        'the commit is being recorded',
        async () =>
          (
            await queryOnce(
              control,
              `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'`,
            )
          ).length > 0,
      );
      const refused = await app.api.post<ProblemBody>(`/restores/${id}/cancel`);
      expect([refused.status, refused.body.code]).toEqual([409, 'CONFLICT']);
      expect(await jobs.restoreEnds(id)).toMatchObject({ status: 'completed', error: null });
      expect(await sql(target, 'SELECT n FROM t')).toEqual([{ n: 1 }]);
    } finally {
      await queryOnce(control, 'DROP FUNCTION slowly CASCADE');
    }
  });

  it('is what a role without CREATEDB can do, when it owns what stands there', async () => {
    await sql(target, 'CREATE TABLE t (n int); INSERT INTO t VALUES (1)');
    const backup = await jobs.completedBackup(await jobs.addSource(target));
    const plan = await jobs.plan(backup.id);
    expect(plan.strategies.map(({ name, possible }) => [name, possible])).toEqual([
      ['swap', false],
      ['new_database', false],
      ['in_place', true],
    ]);
    await sql(database.target, 'CREATE SCHEMA foreign_land; CREATE TABLE foreign_land.x (n int)');
    const blocked = await jobs.plan(backup.id, IN_PLACE);
    expect(blocked.blockers).toMatchObject([
      { code: 'OBJECTS_NOT_OURS', message: expect.stringContaining('foreign_land') },
    ]);
    const refused = await jobs.refusedRestore(backup.id, IN_PLACE);
    expect([refused.status, refused.body.code]).toEqual([409, 'RESTORE_BLOCKED']);
    expect(await sql(target, 'SELECT n FROM t')).toEqual([{ n: 1 }]);
  });

  it('is refused without its safety backup, and for another database', async () => {
    await sql(target, 'CREATE TABLE t (n int)');
    const backup = await jobs.completedBackup(await jobs.addSource(target));
    const without = await jobs.refusedRestore(backup.id, { ...IN_PLACE, skipSafetyBackup: true, reason: 'hurry' });
    expect([without.status, without.body.code]).toEqual([409, 'RESTORE_BLOCKED']);
    const other = await jobs.refusedRestore(backup.id, { ...IN_PLACE, target: { database: 'other' } });
    expect([other.status, other.body.code]).toEqual([400, 'INVALID_PARAMETER']);
  });

  it('gives up before anything is changed where somebody holds a table, and names him', async () => {
    await sql(target, 'CREATE TABLE t (n int); INSERT INTO t VALUES (1)');
    const backup = await jobs.completedBackup(await jobs.addSource(target));
    await sql(target, 'INSERT INTO t VALUES (2)');
    for (const statement of ['SELECT * FROM t', 'INSERT INTO t VALUES (3)']) {
      const reader = await openClient(target);
      await reader.query(`SET application_name = 'slow reader'; BEGIN; ${statement}`);
      const restore = await jobs.endedRestore(backup.id, IN_PLACE);
      expect(restore).toMatchObject({
        status: 'failed',
        error: { code: 'LOCK_TIMEOUT', message: expect.stringContaining('slow reader') },
      });
      await reader.end();
      expect(await sql(target, 'SELECT n FROM t ORDER BY n')).toEqual([{ n: 1 }, { n: 2 }]);
    }
    await jobs.completedRestore(backup.id, IN_PLACE);
    expect(await sql(target, 'SELECT n FROM t')).toEqual([{ n: 1 }]);
  });

  it('changes nothing where the restore fails in the middle, and can be done again', async () => {
    await sql(
      target,
      `CREATE TABLE t (n int, s text); INSERT INTO t SELECT n, repeat(md5(n::text), 4) FROM generate_series(1, 40000) n;
       CREATE INDEX by_text ON t (s); CREATE TABLE other (n int); INSERT INTO other VALUES (1)`,
    );
    const backup = await jobs.completedBackup(await jobs.addSource(target));
    await sql(target, 'INSERT INTO other VALUES (2); CREATE VIEW later AS SELECT * FROM t');
    const live = await readState(database.target);
    // Enough for everything but building that index.
    await sql(testServer(), `ALTER ROLE ${owner.name} SET temp_file_limit = '64kB'`);
    await sql(testServer(), `ALTER ROLE ${owner.name} SET maintenance_work_mem = '1MB'`);
    const restore = await jobs.endedRestore(backup.id, IN_PLACE);
    expect(restore).toMatchObject({ status: 'failed', phase: 'replacing', error: { code: 'RESTORE_FAILED' } });
    expect(restore.error?.message).toContain('temp_file_limit');
    expect(await readState(database.target)).toEqual(live);
    await sql(testServer(), `ALTER ROLE ${owner.name} RESET ALL`);
    await jobs.completedRestore(backup.id, IN_PLACE);
    expect(await sql(target, 'SELECT n FROM other')).toEqual([{ n: 1 }]);
  });

  it('is stale when the schema changes while it runs', async () => {
    await sql(target, 'CREATE TABLE t (n int)');
    const backup = await jobs.completedBackup(await jobs.addSource(target));
    const plan = await jobs.plan(backup.id, IN_PLACE);
    const holder = await openClient(target);
    await holder.query('BEGIN; LOCK TABLE t IN ROW EXCLUSIVE MODE');
    const asked = await jobs.askRestore(backup.id, { planId: plan.id });
    await eventually('our transaction waits for the table', async () => {
      const waiting = await sql(
        testServer(),
        `SELECT FROM pg_stat_activity WHERE datname = $1 AND wait_event_type = 'Lock'`,
        [target.database],
      );
      return waiting.length > 0;
    });
    await sql(target, 'CREATE TABLE made_meanwhile (n int); INSERT INTO made_meanwhile VALUES (1)');
    await holder.end();
    const restore = await jobs.restoreEnds(asked.body.restore.id);
    expect(restore).toMatchObject({ status: 'failed', phase: 'safety_backup', error: { code: 'PLAN_STALE' } });
    expect(await sql(target, 'SELECT n FROM made_meanwhile')).toEqual([{ n: 1 }]);
  });

  it('loses no row that is written while the safety backup is taken', async () => {
    await sql(
      target,
      `CREATE TABLE t (n int); INSERT INTO t VALUES (0);
       CREATE TABLE filler AS SELECT n, repeat(md5(n::text), 4) AS s FROM generate_series(1, 100000) n`,
    );
    const backup = await jobs.completedBackup(await jobs.addSource(target));
    const writer = await openClient(target);
    const written: number[] = [];
    const over = new AbortController();
    const writing = (async () => {
      for (let n = 1; !over.signal.aborted; n += 1) {
        // A row is committed or, once the table was made anew, refused: the session finds another table.
        await writer.query('INSERT INTO t VALUES ($1)', [n]).then(
          () => written.push(n),
          () => undefined,
        );
      }
    })();
    const restore = await jobs.completedRestore(backup.id, IN_PLACE);
    over.abort();
    await writing;
    await writer.end();
    const rows = (where: ConnectionTarget) => sql<{ n: number }>(where, 'SELECT n FROM t');
    const now = (await rows(target)).map(({ n }) => n);
    await jobs.completedRestore(restore.safetyBackupId ?? '', IN_PLACE);
    const then = (await rows(target)).map(({ n }) => n);
    expect(written.filter((n) => !now.includes(n) && !then.includes(n))).toEqual([]);
    expect(then.length).toBeGreaterThan(1);
  });

  it('gives up where somebody writes a large object while the safety backup is taken', async () => {
    await sql(
      database.target,
      `SELECT lo_from_bytea(4711, 'old'); CREATE TABLE filler AS SELECT n, repeat(md5(n::text), 4) AS s FROM generate_series(1, 200000) n`,
    );
    const backup = await jobs.completedBackup(await jobs.addSource(database.target));
    const asked = await jobs.askRestore(backup.id, IN_PLACE);
    await eventually('the safety backup is being taken', async () => {
      const dumping = await sql(
        testServer(),
        `SELECT FROM pg_stat_activity WHERE datname = $1 AND query LIKE 'COPY %'`,
        [database.target.database],
      );
      return dumping.length > 0;
    });
    await sql(database.target, `SELECT lo_put(4711, 0, 'new')`);
    const restore = await jobs.restoreEnds(asked.body.restore.id);
    expect(restore).toMatchObject({ status: 'failed', error: { code: 'RESTORE_FAILED' } });
    expect(restore.error?.message).toContain('large objects');
    expect(await sql(database.target, `SELECT convert_from(lo_get(4711), 'UTF8') AS text`)).toEqual([{ text: 'new' }]);
  });
});
