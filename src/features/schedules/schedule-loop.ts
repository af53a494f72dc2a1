import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { Database } from '../../database/database.js';
import { readRelease, Release } from '../../database/release.js';
import { Periodic } from '../jobs/periodic.js';
import { DueRuns } from './due-runs.js';
import { eachAlone } from '../jobs/each-alone.js';
import { NightlySchedules } from './nightly-schedules.js';
import { RunBeginner } from './run-beginner.js';

const LOOK_INTERVAL_MS = 1_000;

/**
 * Looks every second for what is due, in each process that takes jobs. Any number may look at once, and any may die: what
 * they found stands in the control database or was not found.
 */
@Injectable()
export class ScheduleLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ScheduleLoop.name);
  private readonly looking = new Periodic('look for what is due', LOOK_INTERVAL_MS, () => this.look());

  constructor(
    private readonly settings: Settings,
    private readonly database: Database,
    private readonly own: Release,
    private readonly nightly: NightlySchedules,
    private readonly due: DueRuns,
    private readonly beginner: RunBeginner,
  ) {}

  onApplicationBootstrap(): void {
    if (this.settings.workerConcurrency > 0) this.looking.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.looking.stop();
  }

  private async look(): Promise<void> {
    // A process of another release than the instance's may know other rules.
    const release = await this.database.asSystem((manager) => readRelease(manager));
    if (release?.equals(this.own) === false) return;
    const steps = [() => this.nightly.follow(), () => this.due.write(), () => this.beginner.beginWaiting()];
    await eachAlone(
      steps,
      (step) => step(),
      (_, error) => {
        this.logger.error({ err: error }, 'A step of the look for what is due failed; it is tried again.');
      },
    );
  }
}
