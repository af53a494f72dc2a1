import { execFileSync } from 'node:child_process';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PrivatePostgres } from '../../scripts/lib/postgres.mjs';
import type { PrivateRedis } from '../../scripts/lib/redis.mjs';
import type { ProblemBody } from '../support/api-client.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { startTestPostgres, startTestRedis } from '../support/clusters.js';
import { eventually } from '../support/eventually.js';

interface HealthBody {
  status: string;
  checks: Record<string, string>;
  reasons: Record<string, string>;
}
interface Details {
  status: string;
  checks: {
    name: string;
    status: string;
    reason: string | null;
    message: string | null;
    data: Record<string, number>;
  }[];
}

/** Silence is noticed after 2 s; the rest is room for a busy machine. */
const QUICKLY_MS = 8_000;

let postgres: PrivatePostgres;
let redis: PrivateRedis;
let app: AppProcess;
beforeAll(async () => {
  [postgres, redis] = await Promise.all([startTestPostgres(), startTestRedis()]);
  app = await startApp({ env: { DATABASE_URL: postgres.url, REDIS_URL: redis.url } });
});
afterAll(async () => {
  await app.stop();
  await Promise.all([postgres.remove(), redis.remove()]);
});
beforeEach(async () => {
  await healthIs((body) => (body as HealthBody).status === 'ok');
});

async function health(): Promise<{ status: number; body: HealthBody | ProblemBody }> {
  const startedAt = performance.now();
  const answer = await app.anonymous.get<HealthBody | ProblemBody>('/health');
  expect(performance.now() - startedAt).toBeLessThan(QUICKLY_MS);
  return answer;
}

async function healthIs(isIt: (body: HealthBody | ProblemBody) => boolean): Promise<HealthBody & ProblemBody> {
  return eventually('health says so', async () => {
    const { body } = await health();
    return isIt(body) ? (body as HealthBody & ProblemBody) : null;
  });
}

/** The server and every process that it has started. */
function processesOf(pid: number): number[] {
  const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' });
  return [pid, ...children.trim().split(/\s+/).map(Number)];
}

async function whileFrozen(pids: number[], work: () => Promise<void>): Promise<void> {
  for (const pid of pids) process.kill(pid, 'SIGSTOP');
  try {
    await work();
  } finally {
    for (const pid of pids) process.kill(pid, 'SIGCONT');
  }
}

describe('health', () => {
  it('says of each part that it is well, and details to admins alone', async () => {
    const { status, body } = await health();
    expect(status).toBe(200);
    expect(body).toEqual({
      status: 'ok',
      checks: {
        ...{ database: 'ok', redis: 'ok', workers: 'ok', versions: 'ok', controlDump: 'ok' },
        ...{ store: 'ok', disk: 'ok', masterKey: 'ok', keys: 'ok' },
        ...{ retention: 'ok', notifications: 'ok', backups: 'ok' },
      },
      reasons: {},
    });
    const details = await app.api.get<Details>('/health/details');
    expect(details.status).toBe(200);
    const disk = details.body.checks.find(({ name }) => name === 'disk');
    expect(disk?.data.free).toBeGreaterThan(0);
    expect((await app.anonymous.get('/health/details')).status).toBe(401);
  });

  it('is degraded while Redis is frozen, and while it is gone: jobs wait', async () => {
    await whileFrozen([redis.pid], async () => {
      const body = await healthIs((answer) => (answer as HealthBody).reasons.redis === 'no_answer');
      expect(body).toMatchObject({ status: 'degraded', checks: { redis: 'degraded', database: 'ok' } });
      const details = await app.api.get<Details>('/health/details');
      expect(details.body.checks.find(({ name }) => name === 'redis')?.message).toMatch(/(has|did) not answer/);
    });
  });

  it('is down while PostgreSQL is frozen, quickly, and nobody who signs in is kept waiting', async () => {
    await whileFrozen(processesOf(postgres.pid), async () => {
      await healthIs((answer) => (answer as ProblemBody).code === 'UNAVAILABLE');
      for (let round = 0; round < 3; round += 1) {
        const { status, body } = await health();
        expect([status, (body as ProblemBody).code]).toEqual([503, 'UNAVAILABLE']);
        expect((body as ProblemBody).errors).toContainEqual({ field: 'database', message: 'no_answer' });
      }
      const startedAt = performance.now();
      const refused = await app.api.get<ProblemBody>('/sources');
      expect([refused.status, refused.body.code]).toEqual([503, 'UNAVAILABLE']);
      expect(performance.now() - startedAt).toBeLessThan(QUICKLY_MS + 5_000);
    });
    await healthIs((body) => (body as HealthBody).status === 'ok');
    expect((await app.api.get('/sources')).status).toBe(200);
  });

  it('is degraded, with a word for why, when the store is away or takes nothing', async () => {
    await app.restart(); // what was written a moment ago is believed for a minute
    await writeFile(join(app.backupDir, 'health'), 'in the way of a directory');
    const body = await healthIs((answer) => (answer as HealthBody).reasons.store === 'not_writable');
    expect(body).toMatchObject({ status: 'degraded', checks: { store: 'degraded' } });
    await rm(join(app.backupDir, 'health'));
    await rename(app.backupDir, `${app.backupDir}.away`);
    await healthIs((answer) => (answer as HealthBody).reasons.store === 'unreachable');
    await rename(`${app.backupDir}.away`, app.backupDir);
  });

  it('is degraded without a worker', async () => {
    app.env.WORKER_CONCURRENCY = '0';
    await app.restart();
    const body = await healthIs((answer) => (answer as HealthBody).reasons.workers === 'none_alive');
    expect(body.status).toBe('degraded');
    delete app.env.WORKER_CONCURRENCY;
    await app.restart();
  });

  it('is down in a process whose master key was replaced meanwhile', async () => {
    await postgres.query(`UPDATE instance SET "masterKeyCheck" = 'x' || "masterKeyCheck"`, 'postgres');
    const { status, body } = await health().then(async () =>
      eventually('it is noticed', async () => {
        const answer = await health();
        return answer.status === 503 ? answer : null;
      }),
    );
    expect(status).toBe(503);
    expect((body as ProblemBody).errors).toEqual([{ field: 'masterKey', message: 'outdated' }]);
    await postgres.query(`UPDATE instance SET "masterKeyCheck" = substr("masterKeyCheck", 2)`, 'postgres');
  });

  // The last, since this server does not come back.
  it('is down without PostgreSQL, and tells the public nothing of why', async () => {
    await postgres.stop('immediate');
    const body = await healthIs((answer) => (answer as ProblemBody).code === 'UNAVAILABLE');
    expect(body.errors).toContainEqual({ field: 'database', message: 'unreachable' });
    expect(JSON.stringify(body)).not.toMatch(/ECONN|127\.0\.0\.1|postgres:/);
  });
});
