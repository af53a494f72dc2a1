import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { neighbourhoodOf } from '../../common/networks.js';
import { Settings } from '../../config/settings.js';
import { openOptionalRedis, type RedisClient } from '../../platform/queue/redis-connection.js';
import { RateLimit } from '../../platform/rate-limits/rate-limit.js';

/** Redis answers in a fraction of a millisecond; nobody's request waits for one that does not. */
const ANSWER_WITHIN_MS = 200;

/**
 * How often somebody may call: each person over all their sessions, each API key by itself, and each address for what comes
 * from nobody we know. A valid credential is never refused because of its address: many people may share one.
 */
@Injectable()
export class RequestLimits implements OnApplicationShutdown {
  private readonly logger = new Logger(RequestLimits.name);
  private readonly redis: RedisClient;
  private readonly known: RateLimit;
  private readonly unknown: RateLimit;

  constructor(settings: Settings) {
    this.redis = openOptionalRedis(settings.redisUrl, {
      answerWithinMs: ANSWER_WITHIN_MS,
      onError: (error) => {
        this.logger.debug(`Redis: ${error.message}`);
      },
    });
    this.known = new RateLimit(this.redis, { name: 'known', perMinute: settings.rateLimitPerMinute });
    this.unknown = new RateLimit(this.redis, { name: 'unknown', perMinute: settings.anonymousRateLimitPerMinute });
  }

  /** Throws RATE_LIMITED. */
  async countCaller({ kind, userId, credentialId }: Caller): Promise<void> {
    const key = kind === 'api-key' ? `key:${credentialId ?? ''}` : `person:${userId ?? ''}`;
    assertAllowed(await this.known.take(key), kind === 'api-key' ? 'This API key calls' : 'You call');
  }

  /** Throws RATE_LIMITED. */
  async countAddress(address: string | null): Promise<void> {
    assertAllowed(
      await this.unknown.take(neighbourhoodOf(address ?? 'unknown')),
      'Without a valid token this address calls',
    );
  }

  onApplicationShutdown(): void {
    this.redis.disconnect();
  }
}

function assertAllowed(retryAfterMs: number, who: string): void {
  if (retryAfterMs === 0) return;
  const retryAfterSeconds = Math.ceil(retryAfterMs / 1_000);
  throw new AppError('RATE_LIMITED', `${who} too often.`, {
    hint: `Come again in ${retryAfterSeconds} s. Where you wait for a job, its event stream takes one request.`,
    retryAfterSeconds,
  });
}
