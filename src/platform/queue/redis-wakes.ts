import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { parseRedisUrl, REDIS_URL } from './redis-connection.js';

const CHANNEL = 'backstitch:wake';

/** Tells other processes that there is something new to read about a subject. A hint only: the truth is in PostgreSQL. */
@Injectable()
export class RedisWakes implements OnApplicationShutdown {
  private readonly logger = new Logger(RedisWakes.name);
  private readonly listeners = new Map<string, Set<() => void>>();
  private readonly publisher: Redis;
  private subscriber: Redis | null = null;

  constructor(@Inject(REDIS_URL) private readonly redisUrl: string) {
    this.publisher = this.connect({ enableOfflineQueue: false });
  }

  wake(subjectId: string): void {
    this.publisher.publish(CHANNEL, subjectId).catch((error: unknown) => {
      this.logger.debug(`Nobody was woken: ${String(error)}`);
    });
  }

  /** Calls `listener` for each wake-up of the subject until the returned function is called. */
  onWake(subjectId: string, listener: () => void): () => void {
    this.subscribe();
    const listeners = this.listeners.get(subjectId) ?? new Set();
    this.listeners.set(subjectId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.listeners.delete(subjectId);
    };
  }

  onApplicationShutdown(): void {
    this.publisher.disconnect();
    this.subscriber?.disconnect();
  }

  private subscribe(): void {
    if (this.subscriber !== null) return;
    this.subscriber = this.connect({});
    this.subscriber.on('message', (_channel: string, subjectId: string) => {
      for (const listener of this.listeners.get(subjectId) ?? []) listener();
    });
    this.subscriber.subscribe(CHANNEL).catch((error: unknown) => {
      this.logger.warn(`Live streams fall back to polling: ${String(error)}`);
    });
  }

  private connect(options: { enableOfflineQueue?: boolean }): Redis {
    const redis = new Redis({ ...parseRedisUrl(this.redisUrl), maxRetriesPerRequest: null, ...options });
    redis.on('error', (error: Error) => {
      this.logger.debug(`Redis: ${error.message}`);
    });
    return redis;
  }
}
