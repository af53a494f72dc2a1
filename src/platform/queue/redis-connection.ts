import type { RedisOptions } from 'ioredis';

export const REDIS_URL = Symbol('REDIS_URL');

/** `redis://[user:password@]host:port[/db]`, `rediss://…` or `unix:///path?db=n` as ioredis options. */
export function parseRedisUrl(text: string): RedisOptions {
  const url = new URL(text);
  const credentials = {
    ...(url.username === '' ? {} : { username: decodeURIComponent(url.username) }),
    ...(url.password === '' ? {} : { password: decodeURIComponent(url.password) }),
  };
  if (url.protocol === 'unix:') {
    return { ...credentials, path: url.pathname, db: Number(url.searchParams.get('db') ?? 0) };
  }
  return {
    ...credentials,
    host: url.hostname,
    port: url.port === '' ? 6379 : Number(url.port),
    db: url.pathname.length > 1 ? Number(url.pathname.slice(1)) : 0,
    ...(url.protocol === 'rediss:' ? { tls: {} } : {}),
  };
}
