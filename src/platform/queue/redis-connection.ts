import { Redis, type RedisOptions } from 'ioredis';

export const REDIS_URL = Symbol('REDIS_URL');

/**
 * A Redis that owes us an answer for this long is not there any more, whatever the connection says; it is made anew. Bull
 * itself never waits for longer than 5 s for its next job.
 */
const ANSWER_WITHIN_MS = 20_000;

/** `redis://[user:password@]host:port[/db]`, `rediss://…` or `unix:///path?db=n` as ioredis options. */
export function parseRedisUrl(text: string): RedisOptions {
  const url = new URL(text);
  const credentials = {
    ...(url.username === '' ? {} : { username: decodeURIComponent(url.username) }),
    ...(url.password === '' ? {} : { password: decodeURIComponent(url.password) }),
  };
  const common = { socketTimeout: ANSWER_WITHIN_MS };
  if (url.protocol === 'unix:') {
    return { ...credentials, ...common, path: url.pathname, db: Number(url.searchParams.get('db') ?? 0) };
  }
  return {
    ...credentials,
    ...common,
    host: url.hostname,
    port: url.port === '' ? 6379 : Number(url.port),
    db: url.pathname.length > 1 ? Number(url.pathname.slice(1)) : 0,
    ...(url.protocol === 'rediss:' ? { tls: {} } : {}),
  };
}

export type RedisClient = Redis;

/**
 * A connection for what can do without Redis: it is made again without end, a command fails at once while there is none,
 * and within `answerWithinMs` where Redis says nothing. Whoever opens it closes it (`disconnect`).
 */
export function openOptionalRedis(
  redisUrl: string,
  { answerWithinMs, onError }: { answerWithinMs?: number; onError: (error: Error) => void },
): RedisClient {
  const redis = new Redis({
    ...parseRedisUrl(redisUrl),
    maxRetriesPerRequest: null,
    enableOfflineQueue: false,
    ...(answerWithinMs === undefined ? {} : { commandTimeout: answerWithinMs }),
  });
  redis.on('error', onError);
  return redis;
}
