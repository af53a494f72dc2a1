import { Injectable, Logger } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { Database } from '../../database/database.js';
import { readRelease, Release } from '../../database/release.js';
import { PeriodicTask } from '../jobs/periodic-task.js';
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
export class ScheduleLoop extends PeriodicTask {
  protected readonly task = 'look for what is due';
  protected readonly everyMs = LOOK_INTERVAL_MS;
  private readonly logger = new Logger(ScheduleLoop.name);

  constructor(
    private readonly settings: Settings,
    private readonly database: Database,
    private readonly own: Release,
    private readonly nightly: NightlySchedules,
    private readonly due: DueRuns,
    private readonly beginner: RunBeginner,
  ) {
    super();
  }

  protected override isOurs(): boolean {
    return this.settings.workerConcurrency > 0;
  }

  protected async turn(): Promise<void> {
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
