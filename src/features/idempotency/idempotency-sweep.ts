import { Injectable } from '@nestjs/common';
import { PeriodicTask } from '../jobs/periodic-task.js';
import { IdempotencyKeys } from './idempotency-keys.js';

const INTERVAL_MS = 600_000;

/** Forgets keys after their 24 hours. Until its turn comes, one that is over counts as none (IdempotencyKeys). */
@Injectable()
export class IdempotencySweep extends PeriodicTask {
  protected readonly task = 'sweep of idempotency keys';
  protected readonly everyMs = INTERVAL_MS;

  constructor(private readonly keys: IdempotencyKeys) {
    super();
  }

  protected async turn(): Promise<void> {
    await this.keys.sweep();
  }
}
