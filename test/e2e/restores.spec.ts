import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ConnectionTarget } from '../../src/platform/postgres/connection.js';
import type { ProblemBody } from '../support/api-client.js';
import { ADMIN, type AppProcess, startApp } from '../support/app-process.js';
import { createTestRole, type TestRole } from '../support/clusters.js';
import { openClient, readState, sql } from '../support/database-state.js';
import { JobsClient, type RestoreRecord } from '../support/jobs-client.js';
import { dropWithKept } from '../support/kept-databases.js';
import { createTestDatabase, testServer, type TestDatabase } from '../support/postgres-databases.js';
import { createRichSchema, RICH_ROWS } from '../support/rich-schema.js';

let app: AppProcess;
let jobs: JobsClient;
beforeAll(async () => {
  app = await startApp();
  jobs = new JobsClient(app.api);
});
afterAll(async () => {
  await app.stop();
});

/** Our databases of one restore, with whether one may connect to them. Their names end as its id does. */
const databasesOf = (restoreId: string): Promise<{ name: string; open: boolean }[]> =>
  sql(
    testServer(),
    `SELECT split_part(datname, '_', 2) AS name, datallowconn AS open FROM pg_database
      WHERE datname LIKE 'bst\\_%' AND datname LIKE '%' || $1 ORDER BY 1`,
    [restoreId.slice(-12)],
  );

/** What happened since the backup: rows came, changed and went, a table and a foreign key were added, others dropped. */
const DRIFT = `
  CREATE TABLE shop.added (id int PRIMARY KEY, customer_id bigint REFERENCES shop.customer ON DELETE CASCADE, "Größe" text);
  INSERT INTO shop.added SELECT n, n, 'XL' FROM generate_series(1, 20) n;
  ALTER TABLE shop.booking ADD COLUMN owner_id int REFERENCES shop.added;
  UPDATE shop.booking SET owner_id = 3;
  DELETE FROM shop."order" WHERE amount < 20;
  UPDATE shop.customer SET tags = '{later}' WHERE a < 50;
  INSERT INTO shop.event (at, kind) VALUES ('2025-05-05', 'late');
  ALTER TYPE shop.mood RENAME VALUE 'sad' TO 'melancholic';
  DROP TABLE shop."new\nline\\n";
  DROP RULE no_delete ON shop.happy;
  REFRESH MATERIALIZED VIEW shop.not_filled;
  REFRESH MATERIALIZED VIEW shop.per_customer;
  SELECT nextval('shop.counter'), lo_unlink((SELECT max(oid) FROM pg_largeobject_metadata))`;

describe('a schema of every kind', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(async () => {
    await dropWithKept(app, database);
  });

  it('is after the restore what was backed up, and after the rollback what was live: definitions and every row', async () => {
    const db = await database.open();
    await createRichSchema(db);
    await db.end();
    const sourceId = await jobs.addSource(database.target);
    const backedUp = await readState(database.target);
    const backup = await jobs.completedBackup(sourceId);
    await sql(database.target, DRIFT);
    const live = await readState(database.target);
    expect(live.schema).not.toBe(backedUp.schema);

    const plan = await jobs.plan(backup.id);
    expect(plan).toMatchObject({ verdict: 'unknown', blockers: [], losses: { exact: true, tables: ['shop.added'] } });
    expect(plan.losses.tableRows).toEqual([{ table: 'shop.added', live: live.rows['shop.added']?.count }]);
    expect(plan.losses.rows).toEqual([
      { table: 'shop."order"', live: live.rows['shop."order"']?.count, backup: 1000 },
      { table: 'shop.event_2025', live: 251, backup: 250 },
    ]);

    const restore = await jobs.completedRestore(backup.id, { planId: plan.id });
    expect(await readState(database.target)).toEqual(backedUp);
    expect(restore.phases.map(({ name, status }) => `${name} ${status}`)).toEqual([
      'planned completed',
      'safety_backup completed',
      'side_restore completed',
      'checking completed',
      'migrating skipped',
      'swapping completed',
      'finished completed',
    ]);
    expect(await databasesOf(restore.id)).toEqual([{ name: 'before', open: false }]);
    expect(restore.downtimeMs).toBeLessThan(5_000);
    const report = await app.api.get<{ tables: object[]; rowsCompared: number; swap: object }>(
      `/restores/${restore.id}/report`,
    );
    expect(report.body.tables).toHaveLength(Object.keys(RICH_ROWS).length);
    expect(report.body).toMatchObject({
      rowsCompared: Object.values(RICH_ROWS).reduce((sum, rows) => sum + rows, 0),
      swap: { downtimeMs: restore.downtimeMs, attempts: expect.any(Number) },
    });

    const safety = await jobs.backup(restore.safetyBackupId ?? '');
    expect(safety).toMatchObject({ status: 'completed', origin: 'safety', proof: 'decoded' });
    const inUse = await app.api.delete<ProblemBody>(`/backups/${safety.id}`);
    expect([inUse.status, inUse.body.code]).toEqual([409, 'BACKUP_IN_USE']);

    const rolledBack = await jobs.rolledBack(restore.id);
    expect(await readState(database.target)).toEqual(live);
    expect(await databasesOf(restore.id)).toEqual([{ name: 'after', open: false }]);
    expect(rolledBack.keptDatabase).toBe(`bst_after_${restore.id.slice(-12)}`);
    expect(restore.rollback).toBeNull();
    expect(rolledBack.rollback).toMatchObject({ requestedBy: ADMIN.email, approvedBy: null });
    expect(Date.parse(rolledBack.rollback?.finishedAt ?? '')).toBeGreaterThan(0);

    // The safety backup is as good as any: it brings back what was live, too.
    await jobs.completedRestore(safety.id);
    expect(await readState(database.target)).toEqual(live);
  });
});

describe('what belongs to a database and to no dump', () => {
  let database: TestDatabase;
  let roles: TestRole[];
  beforeEach(async () => {
    roles = await Promise.all([
      createTestRole('bst app "x"'),
      createTestRole('bst_reader'),
      createTestRole('bst_owner'),
    ]);
    database = await createTestDatabase();
  });
  afterEach(async () => {
    await dropWithKept(app, database);
    await Promise.all(roles.map((role) => role.drop()));
  });

  const properties = (name: string) =>
    sql(
      testServer(),
      `SELECT pg_get_userbyid(datdba) AS owner, pg_encoding_to_char(encoding) AS encoding, datcollate, datctype, datlocprovider,
              datconnlimit, datistemplate, datallowconn, dattablespace, shobj_description(oid, 'pg_database') AS comment,
              (SELECT array_agg(format('%s: %s', setrole::regrole, setting) ORDER BY setrole, setting)
                 FROM pg_db_role_setting, unnest(setconfig) AS setting WHERE setdatabase = d.oid) AS settings,
              (SELECT array_agg(format('%s>%s %s %s', grantor::regrole, grantee, privilege_type, is_grantable) ORDER BY grantor, grantee, privilege_type)
                 FROM aclexplode(datacl)) AS access
         FROM pg_database d WHERE datname = $1`,
      [name],
    );

  it('is the same after the swap, and after the rollback', async () => {
    const [appRole, reader, owner] = roles.map(({ name }) => `"${name.replaceAll('"', '""')}"`);
    const name = database.target.database;
    await sql(
      database.target,
      `CREATE SCHEMA app; CREATE SCHEMA "Weird, schema"; CREATE TABLE app.t (n int); INSERT INTO app.t VALUES (1);
       ALTER DATABASE ${name} OWNER TO ${owner};
       ALTER DATABASE ${name} SET search_path = app, "Weird, schema", public;
       ALTER DATABASE ${name} SET "TimeZone" = 'Asia/Kolkata';
       ALTER ROLE ${appRole} IN DATABASE ${name} SET search_path = "$user", app;
       ALTER ROLE ${appRole} IN DATABASE ${name} SET work_mem = '7MB';
       ALTER ROLE ${reader} IN DATABASE ${name} SET default_transaction_read_only = on;
       ALTER DATABASE ${name} SET "my.custom" = 'a ''quoted'', value';
       REVOKE ALL ON DATABASE ${name} FROM PUBLIC;
       SET ROLE ${owner}; GRANT CONNECT, TEMPORARY ON DATABASE ${name} TO ${appRole} WITH GRANT OPTION;
       SET ROLE ${appRole}; GRANT CONNECT ON DATABASE ${name} TO ${reader}; RESET ROLE;
       ALTER DATABASE ${name} CONNECTION LIMIT 17;
       COMMENT ON DATABASE ${name} IS E'the \\'shop\\'\\nof two lines'`,
    );
    const before = await properties(name);
    expect(before).toMatchObject([
      {
        datconnlimit: 17,
        comment: "the 'shop'\nof two lines",
        settings: expect.arrayContaining(['-: search_path=app, "Weird, schema", public']),
      },
    ]);
    const sourceId = await jobs.addSource(database.target);
    const backup = await jobs.completedBackup(sourceId);
    await sql(database.target, 'INSERT INTO app.t VALUES (2)');
    const restore = await jobs.completedRestore(backup.id);
    expect(await properties(name)).toEqual(before);
    expect(await sql(database.target, 'SELECT current_schemas(false) AS path, n FROM t')).toEqual([
      { path: '{app,"Weird, schema",public}', n: 1 },
    ]);
    await jobs.rolledBack(restore.id);
    expect(await properties(name)).toEqual(before);
    expect(await sql(database.target, 'SELECT count(*)::int AS rows FROM t')).toEqual([{ rows: 2 }]);
  });
});

describe('a role that is no superuser', () => {
  let database: TestDatabase;
  let owner: TestRole;
  let stranger: TestRole;
  let target: ConnectionTarget;
  beforeEach(async () => {
    owner = await createTestRole('bst_owner', { attributes: 'NOSUPERUSER CREATEDB' });
    stranger = await createTestRole('bst_stranger');
    database = await createTestDatabase(undefined, `OWNER ${owner.name} TEMPLATE template0`);
    target = { ...database.target, user: owner.name, password: owner.password };
  });
  afterEach(async () => {
    await dropWithKept(app, database);
    await owner.drop();
    await stranger.drop();
  });

  it('that owns everything and has CREATEDB does the whole main job', async () => {
    await sql(testServer(), `GRANT pg_signal_backend TO ${owner.name}`);
    const db = await openClient(target);
    await createRichSchema(db, { forPlainRole: true });
    await db.end();
    const sourceId = await jobs.addSource(target);
    const backedUp = await readState(database.target);
    const backup = await jobs.completedBackup(sourceId);
    expect(backup.tableCounts).toEqual(RICH_ROWS);
    await sql(target, DRIFT);
    const live = await readState(database.target);
    const customer = await openClient({ ...target, user: stranger.name, password: stranger.password });

    const plan = await jobs.plan(backup.id);
    expect(plan.blockers).toEqual([]);
    const restore = await jobs.completedRestore(backup.id, { planId: plan.id });
    expect(await readState(database.target)).toEqual(backedUp);
    await expect(customer.query('SELECT 1')).rejects.toThrow();
    await jobs.rolledBack(restore.id);
    expect(await readState(database.target)).toEqual(live);

    const said = [
      app.process.stdout,
      app.process.stderr,
      await jobs.logText(`restores/${restore.id}`),
      JSON.stringify(restore),
    ];
    expect(said.filter((text) => text.includes(owner.password))).toEqual([]);
  });

  it('is told before anything is written whose sessions it may not end', async () => {
    await sql(target, 'CREATE TABLE t (n int)');
    const backup = await jobs.completedBackup(await jobs.addSource(target));
    const customer = await openClient({ ...target, user: stranger.name, password: stranger.password });
    const plan = await jobs.plan(backup.id);
    expect(plan.blockers).toMatchObject([{ code: 'SESSIONS_NOT_OURS', hint: expect.any(String) }]);
    expect(plan.strategies[0]).toMatchObject({ name: 'swap', possible: false });
    expect(plan.strategies[1]).toMatchObject({ name: 'new_database', possible: true });
    const refused = await jobs.refusedRestore(backup.id, { planId: plan.id });
    expect([refused.status, refused.body.code]).toEqual([409, 'RESTORE_BLOCKED']);
    await customer.end();
    expect((await jobs.plan(backup.id)).blockers).toEqual([]);
  });

  it('may not back up rows that row-level security hides from it: an error, never fewer rows', async () => {
    await sql(
      target,
      `CREATE TABLE secret (n int); INSERT INTO secret VALUES (1), (2); ALTER TABLE secret ENABLE ROW LEVEL SECURITY;
       ALTER TABLE secret FORCE ROW LEVEL SECURITY; CREATE POLICY odd ON secret USING (n = 1)`,
    );
    const backup = await jobs.endedBackup(await jobs.addSource(target));
    expect(backup).toMatchObject({
      status: 'failed',
      proof: 'none',
      error: { message: expect.stringContaining('secret') },
    });
  });

  it('without CREATEDB is told so by the plan', async () => {
    await sql(target, 'CREATE TABLE t (n int)');
    const backup = await jobs.completedBackup(await jobs.addSource(target));
    await sql(testServer(), `ALTER ROLE ${owner.name} NOCREATEDB`);
    expect((await jobs.plan(backup.id)).blockers.map(({ code }) => code)).toEqual(['NO_CREATEDB']);
    const refused = await jobs.refusedRestore(backup.id);
    expect(refused.body.code).toBe('RESTORE_BLOCKED');
  });
});

describe('whether a restore can be rolled back', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(async () => {
    await dropWithKept(app, database);
  });

  it('stands in its answer, as a rollback would be refused, also in lists', async () => {
    await sql(database.target, 'CREATE TABLE notes AS SELECT 1 AS n');
    const sourceId = await jobs.addSource(database.target);
    const { id: backupId } = await jobs.completedBackup(sourceId);
    const first = await jobs.completedRestore(backupId);
    expect(first.rollbackBlocked).toBeNull();
    const second = await jobs.completedRestore(backupId);
    const listed = await app.api.get<{ items: RestoreRecord[] }>(`/restores?sourceId=${sourceId}`);
    expect(listed.body.items.map(({ id, rollbackBlocked }) => [id, rollbackBlocked?.code ?? null])).toEqual([
      [second.id, null],
      [first.id, 'ROLLBACK_SUPERSEDED'],
    ]);
    const { rollbackBlocked } = await jobs.restore(first.id);
    expect(rollbackBlocked?.newerRestoreId).toBe(second.id);
    const refused = await app.api.post<ProblemBody>(`/restores/${first.id}/rollback`);
    expect([refused.body.code, refused.body.detail]).toEqual([rollbackBlocked?.code, rollbackBlocked?.detail]);
    expect((await jobs.rolledBack(second.id)).rollbackBlocked?.code).toBe('CONFLICT');
  });
});
