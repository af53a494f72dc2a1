import { Injectable } from '@nestjs/common';
import { PeriodicTask } from '../jobs/periodic-task.js';
import { StoredObjects } from './stored-objects.js';

const INTERVAL_MS = 60_000;

/** Ends deletions that a crash cut short, and what failed backups left in their stores, at start and every minute. */
@Injectable()
export class DeletionSweep extends PeriodicTask {
  protected readonly task = 'sweep of deleted backups';
  protected readonly everyMs = INTERVAL_MS;

  constructor(private readonly objects: StoredObjects) {
    super();
  }

  protected async turn(): Promise<void> {
    await this.objects.finishDeletions();
    await this.objects.finishAttempts();
  }
}
