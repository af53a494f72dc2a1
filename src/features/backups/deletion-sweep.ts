import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Periodic } from '../jobs/periodic.js';
import { StoredObjects } from './stored-objects.js';

const INTERVAL_MS = 60_000;

/** Ends deletions that a crash cut short, and what failed backups left in their stores, at start and every minute. */
@Injectable()
export class DeletionSweep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly sweep: Periodic;

  constructor(objects: StoredObjects) {
    this.sweep = new Periodic('sweep of deleted backups', INTERVAL_MS, async () => {
      await objects.finishDeletions();
      await objects.finishAttempts();
    });
  }

  onApplicationBootstrap(): void {
    this.sweep.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.sweep.stop();
  }
}
