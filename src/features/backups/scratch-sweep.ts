import { Injectable } from '@nestjs/common';
import { PeriodicTask } from '../jobs/periodic-task.js';
import { ScratchDatabases } from './scratch-databases.js';

const INTERVAL_MS = 60_000;

/** Drops scratch databases that a crash, or a server that was away, left behind: at start and every minute. */
@Injectable()
export class ScratchSweep extends PeriodicTask {
  protected readonly task = 'sweep of scratch databases';
  protected readonly everyMs = INTERVAL_MS;

  constructor(private readonly scratches: ScratchDatabases) {
    super();
  }

  protected async turn(): Promise<void> {
    await this.scratches.sweep();
  }
}
