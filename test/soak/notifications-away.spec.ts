import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { type AppProcess, startApp } from '../support/app-process.js';
import { eventually } from '../support/eventually.js';
import { TcpProxy } from '../support/faults/tcp-proxy.js';
import { addChannel, deliveriesOf, happen } from '../support/notifications.js';
import { claimRedisDatabase } from '../support/redis-database.js';
import { type Receiver, startReceiver } from '../support/receiver.js';
import { createThrowawayDatabase, type ThrowawayDatabase } from '../support/throwaway-database.js';

/** Who is to be told is told once, though what we stand on is away for a minute. */
const AWAY_MS = 60_000;

let receiver: Receiver;
let database: ThrowawayDatabase;
let redis: Awaited<ReturnType<typeof claimRedisDatabase>>;
let toPostgres: TcpProxy;
let toRedis: TcpProxy;
let app: AppProcess;
let channel: string;
beforeAll(async () => {
  receiver = await startReceiver();
  database = await createThrowawayDatabase();
  redis = await claimRedisDatabase();
  toPostgres = await TcpProxy.start(() => placeOf(database.url));
  toRedis = await TcpProxy.start(() => placeOf(redis.url));
  app = await startApp({
    serverFile: { notificationHosts: ['127.0.0.1'] },
    env: { DATABASE_URL: through(toPostgres, database.url), REDIS_URL: through(toRedis, redis.url) },
  });
  channel = (await addChannel(app.api, { kind: 'webhook', url: receiver.url, events: ['failed'] })).id;
});
afterAll(async () => {
  await app.stop();
  await Promise.all([toPostgres.close(), toRedis.close(), receiver.stop()]);
  await redis.release();
  await database.drop();
});
beforeEach(() => {
  receiver.received.length = 0;
});

function placeOf(url: string): { host: string; port: number } {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port) };
}

function through({ port }: TcpProxy, url: string): string {
  const changed = new URL(url);
  changed.hostname = '127.0.0.1';
  changed.port = String(port);
  return changed.href;
}

const isAllSent = async (): Promise<boolean> =>
  (await deliveriesOf(app.api, channel)).every(({ status }) => status === 'sent');

it('Redis is cut off: it is told at once', async () => {
  toRedis.cut();
  await happen({ database }, 'backup.failed');
  await eventually('it is told', async () => receiver.received.length === 1, 15_000);
  toRedis.mend();
  await eventually('it is written down', isAllSent);
});

it.each(['cut', 'freeze'] as const)(
  'the control database is away (%s) while a message is under way: it is told once, and that is written down',
  async (how) => {
    let answer = (): void => undefined;
    receiver.gate = new Promise((resolve) => (answer = resolve));
    await happen({ database }, 'backup.failed');
    await eventually('it is under way', async () => receiver.received.length === 1);
    toPostgres[how]();
    answer();
    await happen({ database }, 'backup.failed');
    await sleep(AWAY_MS);
    expect(receiver.received).toHaveLength(1);
    toPostgres.mend();
    await eventually('what happened meanwhile is told', async () => receiver.received.length >= 2, 120_000);
    await eventually('both are written down', isAllSent);
    expect(receiver.received).toHaveLength(2);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(2);
  },
);
