import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { testRedisUrl } from './test-servers.js';

const CLAIM_SECONDS = 3_600;

/** A numbered database of the test Redis that no other test file uses now: a claim in database 0, freed by `release`. */
export interface RedisDatabase {
  url: string;
  /** Empties it and gives it back. */
  release(): Promise<void>;
}

export async function claimRedisDatabase(): Promise<RedisDatabase> {
  const claims = new Redis(testRedisUrl(), { db: 0 });
  const owner = randomBytes(8).toString('hex');
  try {
    for (let number = 1; number <= 15; number += 1) {
      const claim = `backstitch-test-claim:${number}`;
      if ((await claims.set(claim, owner, 'EX', CLAIM_SECONDS, 'NX')) !== 'OK') continue;
      await emptyDatabase(number);
      const url = new URL(testRedisUrl());
      url.pathname = `/${number}`;
      return { url: url.href, release: () => releaseDatabase(number, claim) };
    }
  } finally {
    claims.disconnect();
  }
  throw new Error('All 15 databases of the test Redis are claimed; a test file does not release its own.');
}

async function releaseDatabase(number: number, claim: string): Promise<void> {
  await emptyDatabase(number);
  const claims = new Redis(testRedisUrl(), { db: 0 });
  await claims.del(claim);
  claims.disconnect();
}

async function emptyDatabase(number: number): Promise<void> {
  const redis = new Redis(testRedisUrl(), { db: number });
  await redis.flushdb();
  redis.disconnect();
}
