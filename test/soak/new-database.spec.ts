import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { quoteIdentifier } from '../../src/platform/postgres/quoting.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { createTestRole, type TestRole } from '../support/clusters.js';
import { readState, sql } from '../support/database-state.js';
import { holdSettings, settingsWait } from '../support/held-settings.js';
import { JobsClient } from '../support/jobs-client.js';
import {
  asAdmin,
  createTestDatabase,
  hostileNames,
  testServer,
  type TestDatabase,
  uniqueName,
} from '../support/postgres-databases.js';
import { createRichSchema } from '../support/rich-schema.js';

let app: AppProcess;
let jobs: JobsClient;
let database: TestDatabase;
let made: string[];
let role: TestRole;
beforeAll(async () => {
  app = await startApp();
  jobs = new JobsClient(app.api);
});
afterAll(() => app.stop());
beforeEach(async () => {
  made = [];
  role = await createTestRole('bst app "x"');
  database = await createTestDatabase();
});
afterEach(async () => {
  for (const name of made)
    await asAdmin((admin) => admin.query(`DROP DATABASE IF EXISTS ${quoteIdentifier(name)} WITH (FORCE)`));
  await database.drop();
  await role.drop();
});

function newName(name = uniqueName('bst_new')): string {
  made.push(name);
  return name;
}

const wish = (name: string, more: object = {}) => ({ strategy: 'new_database', target: { database: name }, ...more });

async function sidesOf(restoreId: string): Promise<unknown[]> {
  return sql(testServer(), `SELECT datname FROM pg_database WHERE datname LIKE 'bst\\_%' AND datname LIKE '%' || $1`, [
    restoreId.slice(-12),
  ]);
}

describe('a restore into a new database', () => {
  it('brings back every row and definition under its own name, and touches nothing else', async () => {
    const db = await database.open();
    await createRichSchema(db);
    await db.end();
    const backup = await jobs.completedBackup(await jobs.addSource(database.target));
    const backedUp = await readState(database.target);
    await sql(database.target, 'DELETE FROM shop."order" WHERE amount < 20; CREATE TABLE later (n int)');
    const live = await readState(database.target);
    const [liveOid] = await sql(database.target, 'SELECT oid FROM pg_database WHERE datname = current_database()');

    const name = newName();
    const plan = await jobs.plan(backup.id, wish(name));
    expect(plan).toMatchObject({
      strategy: 'new_database',
      target: { database: name },
      blockers: [],
      losses: { rows: [], tables: [] },
      safetyBackup: false,
    });
    const restore = await jobs.completedRestore(backup.id, { planId: plan.id });
    expect(restore).toMatchObject({ safetyBackupId: null, keptDatabase: null, rollbackUntil: null, downtimeMs: null });
    expect(restore.phases.map(({ name: phase, status }) => `${phase} ${status}`)).toEqual([
      'planned completed',
      'side_restore completed',
      'checking completed',
      'migrating skipped',
      'naming completed',
      'finished completed',
    ]);
    expect(await readState({ ...database.target, database: name })).toEqual(backedUp);
    expect(await readState(database.target)).toEqual(live);
    expect(await sql(database.target, 'SELECT oid FROM pg_database WHERE datname = current_database()')).toEqual([
      liveOid,
    ]);
    expect(await sidesOf(restore.id)).toEqual([]);

    const rollback = await app.api.post<{ code: string }>(`/restores/${restore.id}/rollback`);
    expect([rollback.status, rollback.body.code]).toEqual([409, 'CONFLICT']);
  });

  it('takes any name that PostgreSQL takes', async () => {
    await sql(database.target, 'CREATE TABLE t (n int); INSERT INTO t VALUES (1), (2)');
    const backup = await jobs.completedBackup(await jobs.addSource(database.target));
    for (const name of hostileNames().slice(0, 4)) {
      await jobs.completedRestore(backup.id, wish(newName(name)));
      expect(await sql({ ...database.target, database: name }, 'SELECT count(*)::int AS rows FROM t')).toEqual([
        { rows: 2 },
      ]);
    }
  });

  it('is refused where the name is missing, too long, ours, or taken; also by what came meanwhile', async () => {
    await sql(database.target, 'CREATE TABLE t (n int)');
    const backup = await jobs.completedBackup(await jobs.addSource(database.target));
    const refusal = async (more: object): Promise<[number, string]> => {
      const { status, body } = await jobs.refusedRestore(backup.id, more);
      return [status, body.code];
    };
    expect(await refusal({ strategy: 'new_database' })).toEqual([400, 'MISSING_PARAMETER']);
    expect(await refusal(wish('é'.repeat(32)))).toEqual([400, 'INVALID_PARAMETER']);
    expect(await refusal(wish('bst_side_0123456789ab'))).toEqual([400, 'INVALID_PARAMETER']);
    expect(await refusal(wish('a\u0000b'))).toEqual([400, 'INVALID_PARAMETER']);
    expect(await refusal(wish(database.target.database))).toEqual([409, 'RESTORE_BLOCKED']);
    expect((await jobs.plan(backup.id, wish('postgres'))).blockers).toMatchObject([{ code: 'DATABASE_EXISTS' }]);

    const name = newName();
    const plan = await jobs.plan(backup.id, wish(name));
    expect(await refusal({ planId: plan.id, strategy: 'swap' })).toEqual([409, 'PLAN_STALE']);
    await asAdmin((admin) => admin.query(`CREATE DATABASE ${name}`));
    expect(await refusal({ planId: plan.id })).toEqual([409, 'PLAN_STALE']);
    expect(await sql({ ...database.target, database: name }, `SELECT 1 FROM pg_class WHERE relname = 't'`)).toEqual([]);
  });

  it('leaves nothing where somebody takes the name while it runs', async () => {
    const { database: original } = database.target;
    await sql(database.target, `CREATE TABLE t (n int); ALTER DATABASE ${original} SET work_mem = '7MB'`);
    const backup = await jobs.completedBackup(await jobs.addSource(database.target));
    const name = newName();
    const held = await holdSettings(testServer());
    const asked = await jobs.askRestore(backup.id, wish(name));
    await settingsWait(testServer(), asked.body.restore.id);
    await asAdmin((admin) => admin.query(`CREATE DATABASE ${name}`));
    await held.end();
    const restore = await jobs.restoreEnds(asked.body.restore.id);
    expect(restore).toMatchObject({ status: 'failed', phase: 'naming', error: { code: 'RESTORE_FAILED' } });
    expect(await sidesOf(restore.id)).toEqual([]);
    expect(await sql({ ...database.target, database: name }, `SELECT 1 FROM pg_class WHERE relname = 't'`)).toEqual([]);
  });
});

describe('the new database', () => {
  const properties = (name: string) =>
    sql<{ owner: string; settings: string[] | null; access: string[]; connectionLimit: number }>(
      testServer(),
      `SELECT pg_get_userbyid(datdba) AS owner, datconnlimit AS "connectionLimit",
              (SELECT array_agg(setting ORDER BY setting) FROM pg_db_role_setting, unnest(setconfig) AS setting
                WHERE setdatabase = d.oid) AS settings,
              (SELECT array_agg(format('%s %s', CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END, privilege_type)
                                ORDER BY grantee, privilege_type) FROM aclexplode(datacl)) AS access
         FROM pg_database d WHERE datname = $1`,
      [name],
    );

  it('lets in whom the original lets in, and on another source’s server nobody but its owner', async () => {
    const name = database.target.database;
    const quoted = quoteIdentifier(role.name);
    await sql(
      database.target,
      `CREATE TABLE t (n int); ALTER DATABASE ${name} SET work_mem = '7MB';
       REVOKE ALL ON DATABASE ${name} FROM PUBLIC; GRANT CONNECT ON DATABASE ${name} TO ${quoted};
       ALTER DATABASE ${name} CONNECTION LIMIT 17`,
    );
    const backup = await jobs.completedBackup(await jobs.addSource(database.target));
    const copy = newName();
    await jobs.completedRestore(backup.id, wish(copy));
    expect(await properties(copy)).toEqual(await properties(name));

    const other = await createTestDatabase();
    try {
      const otherId = await jobs.addSource(other.target);
      const there = newName();
      await jobs.completedRestore(backup.id, {
        strategy: 'new_database',
        target: { sourceId: otherId, database: there },
      });
      const owner = testServer().user;
      expect(await properties(there)).toEqual([
        {
          owner,
          connectionLimit: -1,
          settings: null,
          access: ['CONNECT', 'CREATE', 'TEMPORARY'].map((privilege) => `${owner} ${privilege}`),
        },
      ]);
    } finally {
      await other.drop();
    }
  });

  it('may take the very name of a live database that was lost, with its access list', async () => {
    const name = database.target.database;
    const quoted = quoteIdentifier(role.name);
    await sql(
      database.target,
      `CREATE TABLE t (n int); INSERT INTO t VALUES (7); REVOKE ALL ON DATABASE ${name} FROM PUBLIC;
       GRANT CONNECT ON DATABASE ${name} TO ${quoted}`,
    );
    const before = await properties(name);
    const backup = await jobs.completedBackup(await jobs.addSource(database.target));
    await database.drop();
    expect((await jobs.refusedRestore(backup.id)).body.code).toBe('SOURCE_UNREACHABLE');
    await jobs.completedRestore(backup.id, wish(name));
    expect(await properties(name)).toEqual(before);
    expect(await sql(database.target, 'SELECT n FROM t')).toEqual([{ n: 7 }]);
  });
});
