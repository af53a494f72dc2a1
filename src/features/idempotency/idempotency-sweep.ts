import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Periodic } from '../jobs/periodic.js';
import { IdempotencyKeys } from './idempotency-keys.js';

const INTERVAL_MS = 600_000;

/** Forgets keys after their 24 hours. Until its turn comes, one that is over counts as none (IdempotencyKeys). */
@Injectable()
export class IdempotencySweep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly sweep: Periodic;

  constructor(keys: IdempotencyKeys) {
    this.sweep = new Periodic('sweep of idempotency keys', INTERVAL_MS, async () => {
      await keys.sweep();
    });
  }

  onApplicationBootstrap(): void {
    this.sweep.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.sweep.stop();
  }
}
