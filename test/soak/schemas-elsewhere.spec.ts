import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PrivatePostgres } from '../../scripts/lib/postgres.mjs';
import type { ConnectionTarget } from '../../src/platform/postgres/connection.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { startTestPostgres } from '../support/clusters.js';
import { openClient, sql } from '../support/database-state.js';
import { expectStatus, JobsClient } from '../support/jobs-client.js';
import { makeInstallation, type OwnInstallation } from '../support/own-installation.js';
import { uniqueName } from '../support/postgres-databases.js';
import { Belongings } from '../support/schema-round-trips.js';

/** Two versions; rows of `entry` that are not the extension's own are dumped, those of `internal` never are. */
const LEDGER = {
  'bst_ledger.control': `comment = 'test'\ndefault_version = '1.1'\nrelocatable = true\n`,
  'bst_ledger--1.0.sql': `CREATE TABLE entry (id int PRIMARY KEY, by text NOT NULL DEFAULT 'user', n int);
    CREATE TABLE internal (id int); CREATE SEQUENCE numbers;
    INSERT INTO entry VALUES (1, 'builtin', 1), (2, 'builtin', 2); INSERT INTO internal VALUES (1);
    SELECT pg_catalog.pg_extension_config_dump('entry', 'WHERE by <> ''builtin''');
    SELECT pg_catalog.pg_extension_config_dump('numbers', '');`,
  'bst_ledger--1.0--1.1.sql': `ALTER TABLE entry ADD COLUMN later text;`,
};

let app: AppProcess;
let jobs: JobsClient;
let installation: OwnInstallation;
let server: PrivatePostgres;
beforeAll(async () => {
  installation = await makeInstallation({ without: [], files: LEDGER });
  app = await startApp();
  server = await startTestPostgres({ serverBin: installation.bin });
  jobs = new JobsClient(app.api);
});
afterAll(async () => {
  await app.stop();
  await server.remove();
  await installation.remove();
});

let belongings: Belongings;
beforeEach(() => {
  belongings = new Belongings(app);
});
afterEach(async () => {
  await belongings.drop();
});

const onOwnServer = (database: string): ConnectionTarget => ({
  host: server.host,
  port: server.port,
  database,
  user: server.user,
  password: server.password,
  sslMode: 'disable',
});

describe('an extension with tables of its own', () => {
  it('comes back in its version, with the rows that are the user’s', async () => {
    const target = onOwnServer(uniqueName('ledger'));
    await sql(onOwnServer('postgres'), `CREATE DATABASE ${target.database} TEMPLATE template0`);
    await sql(
      target,
      `CREATE EXTENSION bst_ledger VERSION '1.0'; INSERT INTO entry SELECT n, 'user', n FROM generate_series(10, 19) n;
       INSERT INTO internal VALUES (2); SELECT nextval('numbers'), nextval('numbers')`,
    );
    const backup = await jobs.completedBackup(await jobs.addSource(target));
    expect(backup.tableCounts).toEqual({ 'public.entry': 10 });
    await sql(target, 'DELETE FROM entry WHERE id > 12; ALTER EXTENSION bst_ledger UPDATE');
    await jobs.completedRestore(backup.id);
    expect(await sql(target, 'SELECT count(*)::int AS n, min(id), max(id) FROM entry')).toEqual([
      { n: 12, min: 1, max: 19 },
    ]);
    expect(await sql(target, `SELECT extversion FROM pg_extension WHERE extname = 'bst_ledger'`)).toEqual([
      { extversion: '1.0' },
    ]);
    expect(await sql(target, 'SELECT last_value::int FROM numbers')).toEqual([{ last_value: 2 }]);
    // What the extension did not declare as configuration is, as pg_dump has it, the extension's.
    expect(await sql(target, 'SELECT id FROM internal')).toEqual([{ id: 1 }]);
  });
});

describe('a server on which something is missing', () => {
  /** A database of the shared server becomes the source's: what was backed up elsewhere shall be restored into it. */
  async function moved(sourceId: string): Promise<ConnectionTarget> {
    const { target } = await belongings.database(undefined, 'TEMPLATE template0');
    const { host, port, database, user } = target;
    expectStatus(
      200,
      await app.api.patch(`/sources/${sourceId}`, { database: { host, port, database, user, password: 'x' } }),
    );
    return target;
  }

  it('blocks the plan, naming roles, extensions and tablespaces; nothing is written', async () => {
    const role = uniqueName('bst owner =');
    const grantee = uniqueName('bst_grantee');
    const mapped = uniqueName('bst_mapped');
    const tablespace = uniqueName('bst_space');
    const admin = onOwnServer('postgres');
    const target = onOwnServer(uniqueName('elsewhere'));
    await sql(admin, `CREATE ROLE "${role}"; CREATE ROLE ${grantee}; CREATE ROLE ${mapped}`);
    const client = await openClient(admin);
    await client.query('SET allow_in_place_tablespaces = on');
    await client.query(`CREATE TABLESPACE ${tablespace} LOCATION ''`);
    await client.end();
    await sql(admin, `CREATE DATABASE ${target.database} TEMPLATE template0`);
    await sql(
      target,
      `CREATE EXTENSION bst_ledger; CREATE TABLE t (n int PRIMARY KEY USING INDEX TABLESPACE ${tablespace});
       ALTER TABLE t OWNER TO "${role}"; GRANT SELECT ON t TO ${grantee};
       CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w; CREATE USER MAPPING FOR ${mapped} SERVER s`,
    );
    const sourceId = await jobs.addSource(target);
    const backup = await jobs.completedBackup(sourceId);
    expect((await jobs.plan(backup.id)).blockers).toEqual([]);

    const there = await moved(sourceId);
    const { blockers } = await jobs.plan(backup.id);
    expect(blockers).toEqual([
      expect.objectContaining({ code: 'ROLES_MISSING', message: expect.stringContaining(`"${role}"`) }),
      expect.objectContaining({ code: 'EXTENSIONS_MISSING', message: expect.stringContaining('bst_ledger') }),
      expect.objectContaining({ code: 'TABLESPACES_MISSING', message: expect.stringContaining(`"${tablespace}"`) }),
    ]);
    expect(blockers[0]?.message).toContain(grantee);
    expect(blockers[0]?.message).toContain(mapped);
    const refused = await jobs.refusedRestore(backup.id);
    expect([refused.status, refused.body.code]).toEqual([409, 'RESTORE_BLOCKED']);
    expect(await sql(there, 'SELECT relname FROM pg_class WHERE relnamespace = $1::regnamespace', ['public'])).toEqual(
      [],
    );
  });

  it('that has all of it takes the backup of the other', async () => {
    const target = onOwnServer(uniqueName('elsewhere'));
    await sql(onOwnServer('postgres'), `CREATE DATABASE ${target.database} TEMPLATE template0`);
    await sql(target, 'CREATE TABLE t (n int); INSERT INTO t VALUES (1), (2)');
    const sourceId = await jobs.addSource(target);
    const backup = await jobs.completedBackup(sourceId);
    const there = await moved(sourceId);
    await jobs.completedRestore(backup.id);
    expect(await sql(there, 'SELECT n FROM t ORDER BY n')).toEqual([{ n: 1 }, { n: 2 }]);
  });
});
