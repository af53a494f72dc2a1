import type { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';
import type { RedisClient } from '../queue/redis-connection.js';

export interface RateLimitOptions {
  /** Names it in Redis. */
  name: string;
  perMinute: number;
}

const MINUTE_SECONDS = 60;

interface Limiters {
  /** Of all processes together. */
  shared: RateLimiterRedis;
  /** Of this process, for as long as Redis is away. */
  own: RateLimiterMemory;
  isRefusal: (thrown: unknown) => thrown is { msBeforeNext: number };
}

/**
 * So many in a minute of each key, counted alike by all processes, from the first one on. Redis decides; one that does
 * not answer stops nobody and opens nothing: then each process counts by itself, from nought. A key that is over its limit
 * is refused from memory until its minute ends, so that a flood costs Redis nothing.
 */
export class RateLimit {
  private limiters: Promise<Limiters> | null = null;

  constructor(
    private readonly redis: RedisClient,
    private readonly options: RateLimitOptions,
  ) {}

  /** Counts one. Answers 0 where it may go on, else after how many ms it may come again. Never throws for want of Redis. */
  async take(key: string): Promise<number> {
    this.limiters ??= load(this.redis, this.options);
    const { shared, own, isRefusal } = await this.limiters;
    try {
      await shared.consume(key);
      return 0;
    } catch (thrown) {
      if (isRefusal(thrown)) return Math.max(1, thrown.msBeforeNext);
    }
    // Whoever comes next does not wait for one that says nothing: it is asked again when it has shown that it lives.
    if (this.redis.status === 'ready') this.redis.disconnect(true);
    return own.consume(key).then(
      () => 0,
      (thrown: unknown) => {
        if (isRefusal(thrown)) return Math.max(1, thrown.msBeforeNext);
        throw thrown;
      },
    );
  }
}

/** Not at the start: it brings drivers for a dozen stores, and the first request has the time. */
async function load(redis: RedisClient, { name, perMinute }: RateLimitOptions): Promise<Limiters> {
  const library = await import('rate-limiter-flexible');
  const { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } = library.default; // of CommonJS, also where it is bundled
  const limit = { points: perMinute, duration: MINUTE_SECONDS, keyPrefix: `backstitch:rate:${name}` };
  return {
    shared: new RateLimiterRedis({
      ...limit,
      storeClient: redis,
      rejectIfRedisNotReady: true,
      inMemoryBlockOnConsumed: perMinute,
    }),
    own: new RateLimiterMemory(limit),
    isRefusal: (thrown) => thrown instanceof RateLimiterRes,
  };
}
