import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openOptionalRedis, type RedisClient } from '../../src/platform/queue/redis-connection.js';
import { RateLimit } from '../../src/platform/rate-limits/rate-limit.js';
import type { PrivateRedis } from '../../scripts/lib/redis.mjs';
import { startRedis } from '../../scripts/lib/redis.mjs';
import { eventually } from '../support/eventually.js';
import { uniqueName } from '../support/postgres-databases.js';

const dir = join(tmpdir(), uniqueName('backstitch_redis'));
let redis: PrivateRedis;
const clients: RedisClient[] = [];
beforeAll(async () => {
  redis = await startRedis({ dir });
});
afterAll(async () => {
  for (const client of clients) client.disconnect();
  await redis.remove();
});

/** As another process would have it. */
async function newLimit(name: string, perMinute: number): Promise<{ limit: RateLimit; client: RedisClient }> {
  const client = openOptionalRedis(redis.url, { answerWithinMs: 200, onError: () => undefined });
  clients.push(client);
  await ready(client);
  return { limit: new RateLimit(client, { name, perMinute }), client };
}

const ready = (client: RedisClient) => eventually('Redis is there', async () => client.status === 'ready');

async function taken(limit: RateLimit, key: string, times: number): Promise<number> {
  let allowed = 0;
  for (let asked = 0; asked < times; asked += 1) allowed += (await limit.take(key)) === 0 ? 1 : 0;
  return allowed;
}

describe('a limit of so many in a minute', () => {
  it('is one of all processes together, and of each key by itself', async () => {
    const [one, two] = [await newLimit('together', 10), await newLimit('together', 10)];
    expect(await taken(one.limit, 'a', 6)).toBe(6);
    expect(await taken(two.limit, 'a', 6)).toBe(4);
    expect(await taken(one.limit, 'a', 6)).toBe(0);
    expect(await taken(two.limit, 'b', 6)).toBe(6);
  });

  it('says when the minute is over', async () => {
    const { limit } = await newLimit('when', 1);
    expect(await limit.take('a')).toBe(0);
    const [first, second] = [await limit.take('a'), await limit.take('a')];
    expect(first).toBeGreaterThan(30_000);
    expect(first).toBeLessThanOrEqual(60_000);
    expect(second).toBeLessThanOrEqual(first);
  });

  it('lets no more through when they come all at once', async () => {
    const limits = [await newLimit('at once', 50), await newLimit('at once', 50)];
    const asked = limits.flatMap(({ limit }) => Array.from({ length: 100 }, () => limit.take('a')));
    expect((await Promise.all(asked)).filter((wait) => wait === 0)).toHaveLength(50);
  });
});

describe('while Redis is away', () => {
  it('each process counts by itself: nobody is stopped, nothing is open without end; then together again', async () => {
    const { limit, client } = await newLimit('away', 10);
    expect(await taken(limit, 'a', 5)).toBe(5);
    await redis.stop();
    await eventually('it is noticed', async () => client.status !== 'ready');
    expect(await taken(limit, 'a', 30)).toBe(10);
    redis = await startRedis({ dir });
    await ready(client);
    expect(await taken(limit, 'b', 12)).toBe(10);
    const other = await newLimit('away', 10);
    expect(await taken(other.limit, 'b', 1)).toBe(0);
  });

  it('and frozen, so that it says nothing: it is waited for once, not by every request', async () => {
    const { limit, client } = await newLimit('frozen', 100);
    expect(await taken(limit, 'a', 1)).toBe(1);
    process.kill(redis.pid, 'SIGSTOP');
    try {
      const startedAt = performance.now();
      expect(await taken(limit, 'a', 50)).toBe(50);
      // Each of them waiting would be 10 s.
      expect(performance.now() - startedAt).toBeLessThan(5_000);
    } finally {
      process.kill(redis.pid, 'SIGCONT');
    }
    await ready(client);
    const other = await newLimit('frozen', 100);
    expect(await taken(other.limit, 'a', 100)).toBeLessThan(100);
  });
});
