import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Periodic } from '../jobs/periodic.js';
import { ScratchDatabases } from './scratch-databases.js';

const INTERVAL_MS = 60_000;

/** Drops scratch databases that a crash, or a server that was away, left behind: at start and every minute. */
@Injectable()
export class ScratchSweep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly sweep: Periodic;

  constructor(scratches: ScratchDatabases) {
    this.sweep = new Periodic('sweep of scratch databases', INTERVAL_MS, async () => {
      await scratches.sweep();
    });
  }

  onApplicationBootstrap(): void {
    this.sweep.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.sweep.stop();
  }
}
