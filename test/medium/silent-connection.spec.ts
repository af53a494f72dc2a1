import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { findPostgres } from '../../scripts/lib/find-program.mjs';
import { connect, type ConnectionTarget, type DatabaseClient } from '../../src/platform/postgres/connection.js';
import { PsqlSession } from '../../src/platform/postgres/psql-session.js';
import { swapDatabases } from '../../src/platform/postgres/swap.js';
import { ProcessRunner } from '../../src/platform/process/process-runner.js';
import { eventually } from '../support/eventually.js';
import { type Inspector, TcpProxy } from '../support/faults/tcp-proxy.js';
import { asAdmin, testServer, uniqueName } from '../support/postgres-databases.js';
import { reconnectingClients } from '../support/reconnecting-clients.js';
import { createSwapScenario, loginAsTests } from '../support/swap-scenario.js';

const STALL_MS = 500;

let network: TcpProxy;
/** Where a new connection through the network leads. */
let upstream: { host: string; port: number };
/** Which answers never come, told by what the client has asked on that connection. */
let swallows: ((asked: string) => boolean) | null;
let target: ConnectionTarget;
let applicationName: string;

beforeEach(async () => {
  const { host, port } = testServer();
  upstream = { host, port };
  swallows = null;
  network = await TcpProxy.start(() => upstream, inspector);
  applicationName = uniqueName('silent');
  target = { ...testServer(), host: '127.0.0.1', port: network.port, stallTimeoutMs: STALL_MS };
});
afterEach(() => network.close());

function inspector(): Inspector {
  let asked = '';
  return {
    fromClient: async (chunk) => {
      asked = chunk.toString('latin1');
      return [chunk];
    },
    fromServer: async (chunk) => (swallows?.(asked) === true ? [] : [chunk]),
  };
}

/** The state of each session of ours, without those that ask about them. */
async function sessions(): Promise<(string | null)[]> {
  return asAdmin(async (admin) => {
    const { rows } = await admin.query<{ state: string | null }>(
      'SELECT state FROM pg_stat_activity WHERE application_name = $1',
      [applicationName],
    );
    return rows.map(({ state }) => state);
  });
}

const gone = async (): Promise<boolean> => (await sessions()).length === 0;
const SILENT = { code: 'SOURCE_UNREACHABLE', message: expect.stringContaining('No answer from') };

async function withSession(work: (db: DatabaseClient) => Promise<void>): Promise<void> {
  const db = await connect(target, { applicationName });
  try {
    await work(db);
  } finally {
    await db.end();
  }
}

describe('a connection that never hears anything again', () => {
  it('is given up, and the next one works', async () => {
    await withSession(async (db) => {
      network.strikeDumb();
      await expect(db.query('SELECT 1')).rejects.toMatchObject(SILENT);
      expect(db.isLost).toBe(true);
    });
    await withSession(async (db) => {
      expect((await db.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    });
  });

  it('is given up when its answer is lost, and its session on the server is ended, with what it held', async () => {
    await withSession(async (db) => {
      await db.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
      swallows = (asked) => asked.includes('pg_sleep');
      await expect(db.query('SELECT pg_sleep(0.5)')).rejects.toMatchObject(SILENT);
      await eventually('the session is gone', gone);
    });
  });

  it('is given up when the server cannot be asked any more', async () => {
    await withSession(async (db) => {
      network.strikeDumb();
      upstream = { host: '127.0.0.1', port: 1 };
      await expect(db.query('SELECT 1')).rejects.toMatchObject(SILENT);
    });
  });

  it('is waited for as long as its server works', async () => {
    await withSession(async (db) => {
      swallows = (asked) => asked.includes('pg_sleep');
      const startedAt = performance.now();
      await expect(db.query('SELECT pg_sleep(2)')).rejects.toMatchObject(SILENT);
      expect(performance.now() - startedAt).toBeGreaterThan(2_000);
    });
  });

  it('fails a psql that waits on it', async () => {
    const psql = openPsql();
    await psql.run('BEGIN;');
    swallows = (asked) => asked.includes('pg_sleep');
    await expect(psql.run('SELECT pg_sleep(0.5);')).rejects.toMatchObject(SILENT);
    await expect(psql.run('SELECT 1;')).rejects.toThrow(); // it has ended
    await eventually('its session is gone', gone);
  });
});

describe('a server that works for longer than the stall time-out', () => {
  it('is waited for', async () => {
    await withSession(async (db) => {
      expect(
        (await db.query<{ done: boolean }>(`SELECT pg_sleep(${STALL_MS * 3}/1000.0) IS NOT NULL AS done`)).rows,
      ).toEqual([{ done: true }]);
    });
    const psql = openPsql();
    await psql.run(`SELECT pg_sleep(${STALL_MS * 3}/1000.0);`);
    await psql.end();
  });

  it('is waited for while it waits for a lock', async () => {
    const holder = await connect(testServer(), { applicationName: 'holder' });
    await holder.query('SELECT pg_advisory_lock(4711)');
    await withSession(async (db) => {
      const asked = db.query('SELECT pg_advisory_lock(4711)');
      asked.catch(() => undefined);
      await sleep(STALL_MS * 3);
      await holder.end();
      await asked;
    });
  });

  it('is waited for when it has no connection left for asking', async () => {
    const role = uniqueName('one_connection');
    await asAdmin((admin) => admin.query(`CREATE ROLE ${role} ${loginAsTests()} CONNECTION LIMIT 1`));
    target = { ...target, user: role };
    await withSession(async (db) => {
      await db.query(`SELECT pg_sleep(${STALL_MS * 3}/1000.0)`);
    });
    await eventually('the role can be dropped', gone);
    await asAdmin((admin) => admin.query(`DROP ROLE ${role}`));
  });
});

it('a swap whose answer is lost is known to have happened, and no client is ended for it afterwards', async () => {
  const scenario = await createSwapScenario();
  const clients = reconnectingClients(scenario.live.name, scenario.roles.granter, 5);
  try {
    await clients.connected(5);
    swallows = (asked) => asked.includes('RENAME TO');
    const startedAt = performance.now();
    const { attempts } = await swapDatabases({
      connect: () =>
        connect({ ...target, database: testServer().database }, { applicationName, queryTimeoutMs: 60_000 }),
      live: scenario.live,
      side: scenario.side,
      beforeName: scenario.names.before,
    });
    expect(attempts).toBe(1);
    expect(performance.now() - startedAt).toBeLessThan(30_000);
    await clients.seen('side');
    expect((await clients.stop()).longestGapMs).toBeLessThan(10_000);
    expect(await scenario.marker(scenario.live.name)).toBe('side');
  } finally {
    await clients.stop();
    await scenario.clean();
  }
});

function openPsql(): PsqlSession {
  return PsqlSession.open({
    runner: new ProcessRunner(process.env),
    pgRestore: `${findPostgres()?.bin ?? ''}/pg_restore`,
    target,
    applicationName,
    serverMajor: 15,
    lockTimeoutMs: 0,
  });
}
