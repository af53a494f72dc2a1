import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { quoteIdentifier as id } from '../../src/platform/postgres/quoting.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { createTestRole } from '../support/clusters.js';
import { readState, sql } from '../support/database-state.js';
import { expectStatus, JobsClient, type LogRecord } from '../support/jobs-client.js';
import { dropWithKept } from '../support/kept-databases.js';
import {
  createOwnedSchema,
  createRoles,
  dropRoles,
  mapOf,
  namesOf,
  type OwnedRoles,
  renameRoles,
} from '../support/owned-schema.js';
import {
  asAdmin,
  createTestDatabase,
  type TestDatabase,
  testServer,
  uniqueName,
} from '../support/postgres-databases.js';

let app: AppProcess;
let jobs: JobsClient;
let database: TestDatabase;
let dropped: string[];
beforeAll(async () => {
  app = await startApp();
  jobs = new JobsClient(app.api);
});
afterAll(() => app.stop());
beforeEach(async () => {
  database = await createTestDatabase();
  dropped = [];
});
afterEach(async () => {
  await dropWithKept(app, database);
  for (const name of dropped) await asAdmin((admin) => admin.query(`DROP ROLE IF EXISTS ${id(name)}`));
});

async function role(name: string): Promise<string> {
  await sql(testServer(), `CREATE ROLE ${id(name)}`);
  dropped.push(name);
  return name;
}

describe('a restore of which other roles are the owners', () => {
  const salt = uniqueName('');
  const from: OwnedRoles = {
    owner: `app "é漢" ${salt}`,
    writer: `app "é漢" ${salt} too`,
    reader: `--app ${salt}\n; 'x' \\ %s`,
  };
  // Two change places, one has a name that nobody had.
  const to: OwnedRoles = { owner: from.writer, writer: from.owner, reader: `new;\n"o" it's ${salt} -- \\` };
  const ownerMap = mapOf(from, to);
  beforeEach(async () => {
    await createRoles(database.target, from);
    await createOwnedSchema(database.target, from);
  });
  afterEach(async () => {
    await dropWithKept(app, database);
    await dropRoles(testServer(), ...namesOf(from), ...namesOf(to));
  });

  it.each(['swap', 'in_place'])('by %s is what the original would be if they were called so', async (strategy) => {
    const backup = await jobs.completedBackup(await jobs.addSource(database.target));
    await renameRoles(database.target, from, to);
    const expected = await readState(database.target);
    await sql(
      database.target,
      `DROP TABLE app.item CASCADE; DROP OWNED BY ${id(to.reader)}; ALTER SCHEMA app OWNER TO CURRENT_USER;
       ALTER SCHEMA public OWNER TO CURRENT_USER; GRANT USAGE ON SCHEMA public TO ${id(to.writer)}`,
    );

    const unmapped = await jobs.plan(backup.id, { strategy });
    expect(unmapped.blockers).toMatchObject([{ code: 'ROLES_MISSING', hint: expect.stringContaining('ownerMap') }]);
    const plan = await jobs.plan(backup.id, { strategy, ownerMap });
    expect(plan).toMatchObject({ blockers: [], ownerMap });
    for (const other of [{}, { ...ownerMap, [from.owner]: to.reader }, { ...ownerMap, more: to.reader }]) {
      const refused = await jobs.refusedRestore(backup.id, { planId: plan.id, ownerMap: other });
      expect([refused.status, refused.body.code]).toEqual([409, 'PLAN_STALE']);
    }
    const restore = await jobs.completedRestore(backup.id, { planId: plan.id, ownerMap });
    expect(await readState(database.target)).toEqual(expected);

    const report = await app.api.get<{ restore: { plan: { ownerMap: object } } }>(`/restores/${restore.id}/report`);
    expect(report.body.restore.plan.ownerMap).toEqual(ownerMap);
    const logs = await app.api.get<{ items: LogRecord[] }>(`/restores/${restore.id}/logs`);
    expect(expectStatus(200, logs).items.map(({ message }) => message)).toContainEqual(
      expect.stringContaining(`"${from.owner}" → "${to.owner}"`),
    );
  });

  it('may be one role for all of them', async () => {
    const backup = await jobs.completedBackup(await jobs.addSource(database.target));
    const one = await role(`one "for" all ${salt}`);
    const copy = uniqueName('bst_copy');
    try {
      await jobs.completedRestore(backup.id, {
        ...{ strategy: 'new_database', target: { database: copy } },
        ownerMap: Object.fromEntries(namesOf(from).map((name) => [name, one])),
      });
      const { schema, rows } = await readState({ ...database.target, database: copy });
      expect(schema).toContain(`CREATE POLICY ${id(from.owner)} ON app.item FOR SELECT TO ${id(one)} USING (`);
      expect(schema.match(/OWNER TO .*|(?<=GRANT .* TO ).*/g)?.filter((line) => line.includes('app'))).toEqual([]);
      expect(rows).toEqual((await readState(database.target)).rows);
    } finally {
      await asAdmin((admin) => admin.query(`DROP DATABASE IF EXISTS ${copy}`));
    }
  });
});

describe('a new database', () => {
  it('belongs to who stands for its owner, and lets in who stands for those it let in', async () => {
    // Names that an object of JavaScript has, and must not be lost for that.
    const [owner, reader, other] = [
      await role('toString'),
      await role('hasOwnProperty'),
      await role(uniqueName('bst other')),
    ];
    const name = database.target.database;
    await sql(
      database.target,
      `CREATE TABLE t (n int); ALTER TABLE t OWNER TO ${id(owner)}; GRANT SELECT ON t TO ${id(reader)};
       ALTER DATABASE ${name} OWNER TO ${id(owner)}; REVOKE ALL ON DATABASE ${name} FROM PUBLIC;
       GRANT CONNECT ON DATABASE ${name} TO ${id(reader)}`,
    );
    const backup = await jobs.completedBackup(await jobs.addSource(database.target));
    const access = async (database: string): Promise<object> => {
      const [found] = await sql<{ owner: string; admits: string[] }>(
        testServer(),
        `SELECT pg_get_userbyid(datdba) AS owner,
                ARRAY(SELECT DISTINCT CASE grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee)::text END
                        FROM aclexplode(datacl)) AS admits
           FROM pg_database WHERE datname = $1`,
        [database],
      );
      return { owner: found?.owner, admits: found?.admits.sort() };
    };
    const [newOwner, newReader] = [await role(uniqueName('bst_new_owner')), await role(uniqueName('bst_new_reader'))];
    const ownerMap = { [owner]: newOwner, [reader]: newReader };
    const elsewhere = await createTestDatabase();
    const copy = uniqueName('bst_copy');
    try {
      const otherId = await jobs.addSource(elsewhere.target);
      await jobs.completedRestore(backup.id, {
        ...{ strategy: 'new_database', target: { sourceId: otherId, database: copy }, ownerMap },
      });
      expect(await access(copy)).toEqual({ owner: newOwner, admits: [newOwner, newReader].sort() });
      expect(
        await sql(
          { ...database.target, database: copy },
          `SELECT relowner::regrole::text AS owner, has_table_privilege('${newReader}', oid, 'SELECT') AS reads,
                  has_table_privilege('${reader}', oid, 'SELECT') AS "oldReads" FROM pg_class WHERE relname = 't'`,
        ),
      ).toEqual([{ owner: newOwner, reads: true, oldReads: false }]);

      // The original is lost: what is known of it is mapped, the rest is as it was.
      await database.drop();
      await jobs.completedRestore(backup.id, {
        ...{ strategy: 'new_database', target: { database: name }, ownerMap: { [owner]: other } },
      });
      expect(await access(name)).toEqual({ owner: other, admits: [reader, other].sort() });
    } finally {
      await asAdmin((admin) => admin.query(`DROP DATABASE IF EXISTS ${copy}`));
      await elsewhere.drop();
      await database.drop();
    }
  });
});

describe('a plan with roles that stand for others', () => {
  it('says which are missing, not ours, not in the backup, one for several, or may not own it', async () => {
    const [owner, second] = [await role(uniqueName('bst_a')), await role(uniqueName('bst_b'))];
    const source = await createTestRole('bst_source', { attributes: 'CREATEDB' });
    dropped.push(source.name);
    await sql(
      database.target,
      `GRANT ${owner}, ${second} TO ${source.name}; ALTER DATABASE ${database.target.database} OWNER TO ${source.name};
       CREATE SCHEMA one AUTHORIZATION ${owner}; CREATE TABLE one.t (n int); ALTER TABLE one.t OWNER TO ${owner};
       CREATE SCHEMA two AUTHORIZATION ${second}; CREATE TABLE two.t (n int); ALTER TABLE two.t OWNER TO ${second}`,
    );
    const target = { ...database.target, user: source.name, password: source.password };
    const sourceId = await jobs.addSource(target);
    const backup = await jobs.completedBackup(sourceId);
    const stranger = await role(uniqueName('bst_stranger'));
    const found = async (ownerMap: Record<string, string>): Promise<Record<string, string>> => {
      const { blockers, warnings } = await jobs.plan(backup.id, { ownerMap });
      const findings = [...blockers, ...warnings].filter(({ code }) => /ROLE|OWNER|OBJECTS/.test(code));
      return Object.fromEntries(findings.map(({ code, message }) => [code, message]));
    };
    expect(await found({})).toEqual({});
    expect(await found({ [owner]: 'nobody "x"' })).toEqual({ ROLES_MISSING: expect.stringContaining('nobody "x"') });
    expect(await found({ [owner]: 'PUBLIC' })).toEqual({ ROLES_MISSING: expect.stringContaining('PUBLIC') });
    expect(await found({ [owner]: stranger })).toEqual({ OWNERS_NOT_OURS: expect.stringContaining(stranger) });
    expect(await found({ 'no such': second })).toEqual({ ROLES_NOT_IN_BACKUP: expect.stringContaining('no such') });
    expect(await found({ [owner]: second })).toEqual({
      ROLES_MERGED: expect.stringContaining(`"${owner}" and "${second}"`),
    });
    const refused = await jobs.refusedRestore(backup.id, { ownerMap: { [owner]: stranger } });
    expect([refused.status, refused.body.code]).toEqual([409, 'RESTORE_BLOCKED']);
    await jobs.completedRestore(backup.id, { ownerMap: { [owner]: second } });
    expect(
      await sql(database.target, `SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname IN ('one', 'two')`),
    ).toEqual([{ tableowner: second }]);

    const me = testServer().user;
    await sql(database.target, `CREATE FOREIGN DATA WRAPPER nothing`);
    const later = await jobs.completedBackup(await jobs.addSource(database.target));
    const { blockers } = await jobs.plan(later.id, { ownerMap: { [me]: owner } });
    expect(blockers).toMatchObject([{ code: 'OBJECTS_NOT_ALLOWED', message: expect.stringContaining('nothing') }]);
  });

  it('takes names of roles, and none together with noOwner', async () => {
    const backup = await jobs.completedBackup(await jobs.addSource(database.target));
    const many = Object.fromEntries(Array.from({ length: 501 }, (_, n) => [`role ${n}`, 'x']));
    for (const ownerMap of [
      null,
      [],
      'a',
      { a: 1 },
      { a: '' },
      { '': 'a' },
      { a: 'é'.repeat(32) },
      { a: '\u0000' },
      many,
    ]) {
      const { status, body } = await jobs.refusedRestore(backup.id, { ownerMap });
      expect([status, body.code, body.errors?.map(({ field }) => field)]).toEqual([
        400,
        'INVALID_PARAMETER',
        ['ownerMap'],
      ]);
    }
    // What the framework would drop is not ignored either.
    const dropped = await jobs.refusedRestore(backup.id, { ownerMap: { constructor: 'a' } });
    expect([dropped.status, dropped.body.code]).toEqual([400, 'INVALID_PARAMETER']);
    const both = await jobs.refusedRestore(backup.id, { ownerMap: { a: 'b' }, noOwner: true });
    expect([both.status, both.body.code]).toEqual([400, 'INVALID_PARAMETER']);
    expect((await jobs.plan(backup.id, { ownerMap: {}, noOwner: true })).blockers).toEqual([]);
  });
});

describe('a privilege that was granted by somebody who does not own the object', () => {
  it('blocks a restore by a role that is no superuser, unless that role stands for him', async () => {
    const [bob, carol] = [await role(uniqueName('bst_bob')), await role(uniqueName('bst "carol"'))];
    const source = await createTestRole('bst_source', { attributes: 'CREATEDB' });
    dropped.push(source.name);
    const { database: name } = database.target;
    await sql(testServer(), `ALTER DATABASE ${name} OWNER TO ${source.name}`);
    const target = { ...database.target, user: source.name, password: source.password };
    await sql(target, `CREATE TABLE t (n int); GRANT SELECT ON t TO ${bob} WITH GRANT OPTION`);
    await sql(database.target, `SET SESSION AUTHORIZATION ${bob}; GRANT SELECT ON t TO ${id(carol)}`);
    const backup = await jobs.completedBackup(await jobs.addSource(target));
    const { blockers } = await jobs.plan(backup.id);
    expect(blockers).toMatchObject([{ code: 'GRANTORS_NOT_OURS', message: expect.stringContaining(`"${bob}"`) }]);
    const { proofs } = await jobs.verifiedBackup(backup.id, 'restored');
    expect(proofs.find(({ level }) => level === 'restored')).toMatchObject({ evidence: { noOwner: true } });

    await jobs.completedRestore(backup.id, { ownerMap: { [bob]: source.name } });
    const access = `SELECT has_table_privilege('${bob}', 't', 'SELECT') AS bob, has_table_privilege(c.oid, 't', 'SELECT') AS carol
                      FROM pg_roles c WHERE rolname = $1`;
    expect(await sql(target, access, [carol])).toEqual([{ bob: false, carol: true }]);
    await jobs.completedRestore(backup.id, { noOwner: true });
    expect(await sql(target, access, [carol])).toEqual([{ bob: false, carol: false }]);

    // A superuser grants in everybody's name.
    const other = await jobs.addSource(database.target);
    const restore = { target: { sourceId: other } };
    expect((await jobs.plan(backup.id, restore)).blockers).toEqual([]);
    await jobs.completedRestore(backup.id, restore);
    expect(await sql(target, access, [carol])).toEqual([{ bob: true, carol: true }]);
  });
});

describe('a policy for a role that does not exist any more', () => {
  it('blocks a restore without owners, and comes back for the role that stands for it', async () => {
    const lost = await role(uniqueName('bst "lost"'));
    const heir = await role(uniqueName('bst_heir'));
    await sql(
      database.target,
      `CREATE TABLE t (n int); ALTER TABLE t ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON t TO ${id(lost)} USING (n > 1)`,
    );
    const backup = await jobs.completedBackup(await jobs.addSource(database.target));
    expect((await jobs.plan(backup.id, { noOwner: true })).blockers).toEqual([]);
    await sql(database.target, `DROP POLICY p ON t; DROP ROLE ${id(lost)}`);
    for (const more of [
      {},
      { strategy: 'in_place' },
      { strategy: 'new_database', target: { database: uniqueName('x') } },
    ]) {
      expect((await jobs.plan(backup.id, { noOwner: true, ...more })).blockers).toMatchObject([
        { code: 'ROLES_MISSING', message: expect.stringContaining(lost), hint: expect.stringContaining('ownerMap') },
      ]);
    }
    await jobs.completedRestore(backup.id, { ownerMap: { [lost]: heir } });
    expect(await sql(database.target, 'SELECT polname, polroles::regrole[]::text FROM pg_policy')).toEqual([
      { polname: 'p', polroles: `{${heir}}` },
    ]);
  });
});
