import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PrivatePostgres } from '../../scripts/lib/postgres.mjs';
import type { ConnectionTarget } from '../../src/platform/postgres/connection.js';
import { startTestPostgres } from '../support/clusters.js';
import { openClient, sql } from '../support/database-state.js';
import { eventually } from '../support/eventually.js';
import { expectStatus, type JobsClient, type RestorePlan } from '../support/jobs-client.js';
import { uniqueName } from '../support/postgres-databases.js';
import { writeTypeormProject, type TypeormProject } from '../support/typeorm-project.js';
import {
  addShop,
  ourDatabases,
  phaseBegins,
  type ShopPlace,
  SPLIT_NAME,
  startShopPlace,
  writeCode,
} from '../support/typeorm-shop.js';

/** From here on a plan speaks of a transaction. */
const LONG_SECONDS = 60;

let place: ShopPlace;
let jobs: JobsClient;
let project: TypeormProject;
let target: ConnectionTarget;
let admin: ConnectionTarget;
let sourceId: string;
let long: {
  target: ConnectionTarget;
  sourceId: string;
  startedAt: number;
  write(): Promise<void>;
  end(): Promise<void>;
};

beforeAll(async () => {
  place = await startShopPlace();
  ({ jobs } = place);
  const longProject = await writeTypeormProject({});
  const shop = await addShop(place, longProject);
  const session = await openClient(shop.target);
  // It has written nothing yet: the making of a logical slot waits for whoever has.
  await session.query('BEGIN; SELECT 1');
  const startedAt = Date.now();
  long = {
    ...shop,
    startedAt,
    write: async () => {
      await session.query(`INSERT INTO customers (name) VALUES ('Not Committed')`);
    },
    end: async () => {
      await session.end();
      await longProject.remove();
    },
  };
});
afterAll(async () => {
  await long.end();
  await place.stop();
});
beforeEach(async () => {
  project = await writeTypeormProject({});
  ({ target, sourceId } = await addShop(place, project));
  admin = { ...target, database: 'postgres' };
});
afterEach(async () => {
  await project.remove();
});

const codes = (found: RestorePlan['blockers'] | RestorePlan['warnings']): string[] => found.map(({ code }) => code);
const customers = (where: ConnectionTarget): Promise<{ count: number }[]> =>
  sql(where, 'SELECT count(*)::int AS count FROM customers');

describe('replication', () => {
  let subscriber: PrivatePostgres;
  beforeAll(async () => {
    subscriber = await startTestPostgres();
  });
  afterAll(async () => {
    await subscriber.remove();
  });

  it('by a publication: its subscriber is a blocker, the publication comes along, and it can be subscribed to anew', async () => {
    const { host, port, user, password } = subscriber;
    const reader: ConnectionTarget = { host, port, user, password, database: 'postgres', sslMode: 'disable' };
    await sql(target, 'CREATE PUBLICATION feed FOR TABLE customers');
    const backup = await jobs.completedBackup(sourceId);
    await sql(reader, 'CREATE TABLE customers (id int PRIMARY KEY, name text, email text)');
    const subscribe = (name: string) =>
      sql(
        reader,
        `CREATE SUBSCRIPTION ${name} CONNECTION 'host=${target.host} port=${target.port} dbname=${target.database}
           user=${target.user} password=${target.password ?? ''}' PUBLICATION feed`,
      );
    await subscribe('feed_one');
    await eventually('rows arrive', async () => (await customers(reader))[0]?.count === 2);

    const plan = await jobs.plan(backup.id);
    expect(codes(plan.blockers)).toContain('REPLICATION_SLOTS');
    expect(plan.blockers[0]).toMatchObject({ message: expect.stringContaining('feed_one'), hint: expect.any(String) });
    await sql(reader, 'DROP SUBSCRIPTION feed_one');
    expect((await jobs.plan(backup.id)).blockers).toEqual([]);

    await jobs.completedRestore(backup.id);
    await sql(reader, 'TRUNCATE customers');
    await subscribe('feed_two');
    await eventually('rows of the restored database arrive', async () => (await customers(reader))[0]?.count === 2);
    await sql(reader, 'DROP SUBSCRIPTION feed_two');
  });

  it('by a subscription of ours: a blocker; what the dump holds of it is not brought back, so that nothing is bound', async () => {
    await sql(
      target,
      `CREATE SUBSCRIPTION inbound CONNECTION 'host=127.0.0.1 port=1 dbname=x password=inbound-secret' PUBLICATION p WITH (connect = false)`,
    );
    const backup = await jobs.completedBackup(sourceId);
    expect(codes((await jobs.plan(backup.id)).blockers)).toEqual(['SUBSCRIPTIONS']);
    await sql(target, 'ALTER SUBSCRIPTION inbound SET (slot_name = NONE)');
    await sql(target, 'DROP SUBSCRIPTION inbound');
    const restore = await jobs.completedRestore(backup.id);
    expect(await sql(target, 'SELECT subname FROM pg_subscription')).toEqual([]);
    const log = await jobs.logText(`restores/${restore.id}`);
    expect(log).toContain('Subscriptions of the backup are left out; make them anew: inbound.');
    expect(log).not.toContain('inbound-secret');
  });

  it('by a physical slot is no matter: it follows the server, and is there afterwards', async () => {
    await sql(target, `SELECT pg_create_physical_replication_slot('standby_slot', true)`);
    const backup = await jobs.completedBackup(sourceId);
    expect((await jobs.plan(backup.id)).blockers).toEqual([]);
    await jobs.completedRestore(backup.id);
    expect(await sql(target, `SELECT slot_type FROM pg_replication_slots WHERE slot_name = 'standby_slot'`)).toEqual([
      { slot_type: 'physical' },
    ]);
    await sql(target, `SELECT pg_drop_replication_slot('standby_slot')`);
  });
});

describe('what comes while a restore runs', () => {
  it.each([
    ['a logical slot', `SELECT pg_create_logical_replication_slot('late_slot', 'pgoutput')`, 'late_slot'],
    ['a prepared transaction', `BEGIN; INSERT INTO customers (name) VALUES ('x'); PREPARE TRANSACTION 'late'`, 'late'],
  ])('%s ends it before the swap, with nothing left', async (_, statements, name) => {
    await writeCode(project, SPLIT_NAME); // takes its time
    const backup = await jobs.completedBackup(sourceId);
    const { restore } = expectStatus(202, await jobs.askRestore(backup.id));
    await phaseBegins(jobs, restore, 'migrating');
    await sql(target, statements);
    const ended = await jobs.restoreEnds(restore.id);
    expect(ended).toMatchObject({
      status: 'failed',
      error: {
        code: 'SWAP_FAILED',
        message: expect.stringContaining(name),
        hint: expect.stringContaining('not touched'),
      },
    });
    expect((await ourDatabases(target)).filter((found) => found.endsWith(restore.id.slice(-12)))).toEqual([]);
    expect(await customers(target)).toEqual([{ count: 2 }]);
    await sql(target, name === 'late' ? `ROLLBACK PREPARED 'late'` : `SELECT pg_drop_replication_slot('late_slot')`);
    await jobs.completedRestore(backup.id);
  });
});

describe('a role that may not end the sessions of others', () => {
  it('is warned of those who may come, blocked by those who are there, and let go on when they have left', async () => {
    const [owner, visitor] = [uniqueName('bst_owner'), uniqueName('bst_visitor')];
    await sql(
      admin,
      `CREATE ROLE ${owner} LOGIN CREATEDB PASSWORD 'x'; CREATE ROLE ${visitor} LOGIN PASSWORD 'x';
       ALTER DATABASE ${target.database} OWNER TO ${owner}`,
    );
    await sql(target, `ALTER TABLE customers OWNER TO ${owner}; ALTER TABLE migrations OWNER TO ${owner}`);
    const backup = await jobs.completedBackup(await jobs.addSource({ ...target, user: owner, password: 'x' }));
    const visit = await openClient({ ...target, user: visitor, password: 'x' });
    const superuser = await openClient(target);
    const plan = await jobs.plan(backup.id);
    expect(plan.blockers).toMatchObject([
      { code: 'SESSIONS_NOT_OURS', hint: expect.stringContaining('pg_signal_backend') },
    ]);
    expect(plan.warnings.find(({ code }) => code === 'SESSIONS_MAY_COME')?.message).toContain(visitor);

    await sql(admin, `GRANT pg_signal_backend TO ${owner}`);
    const better = await jobs.plan(backup.id);
    expect(better.blockers).toMatchObject([
      { code: 'SESSIONS_NOT_OURS', message: expect.not.stringContaining(visitor) },
    ]);
    expect(codes(better.warnings)).not.toContain('SESSIONS_MAY_COME');
    await superuser.end();
    expect((await jobs.plan(backup.id)).blockers).toEqual([]);
    await jobs.completedRestore(backup.id);
    await expect(visit.query('SELECT 1')).rejects.toThrow();
  });
});

describe('a long transaction', () => {
  it('is a warning, and is cut by the swap with what it has not committed', async () => {
    const backup = await jobs.completedBackup(long.sourceId);
    await eventually(
      'it is long',
      () => Promise.resolve(Date.now() - long.startedAt > (LONG_SECONDS + 1) * 1_000),
      90_000,
    );
    const plan = await jobs.plan(backup.id);
    expect(plan.blockers).toEqual([]);
    expect(plan.warnings.find(({ code }) => code === 'LONG_TRANSACTIONS')?.message).toContain(place.server.user);
    await long.write();
    const restore = await jobs.completedRestore(backup.id);
    expect(await customers(long.target)).toEqual([{ count: 2 }]);
    await jobs.rolledBack(restore.id);
    expect(await customers(long.target)).toEqual([{ count: 2 }]);
  });
});
