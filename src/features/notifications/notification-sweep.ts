import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { Periodic } from '../jobs/periodic.js';
import { DailyDigests } from './daily-digests.js';
import { DeliveryRunner } from './delivery-runner.js';
import { EventDispatch } from './event-dispatch.js';

const SEND_EVERY_MS = 1_000;
const DIGEST_EVERY_MS = 5_000;
const FORGET_EVERY_MS = 3_600_000;
const KEPT_DAYS = 30;
/** Of a clean stop; what is not sent by then is sent again by whoever comes next. */
const FINISH_GRACE_MS = 10_000;

/** What makes notifications go, in every process. Rows decide who does what (decision 47). */
@Injectable()
export class NotificationSweep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly turns: Periodic[];

  constructor(
    private readonly database: Database,
    dispatch: EventDispatch,
    digests: DailyDigests,
    private readonly runner: DeliveryRunner,
  ) {
    this.turns = [
      new Periodic('sending of notifications', SEND_EVERY_MS, async () => {
        await dispatch.run();
        await runner.begin();
      }),
      new Periodic('daily digests', DIGEST_EVERY_MS, async () => {
        await digests.run();
      }),
      new Periodic('clean-up of notifications', FORGET_EVERY_MS, () => this.forget()),
    ];
  }

  onApplicationBootstrap(): void {
    for (const turn of this.turns) turn.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.turns.map((turn) => turn.stop()));
    await this.runner.whenIdle(FINISH_GRACE_MS);
  }

  private async forget(): Promise<void> {
    await this.database.asSystem(async (manager) => {
      const old = `"createdAt" < now() - interval '${KEPT_DAYS} days'`;
      await manager.query(`DELETE FROM notification_deliveries WHERE ${old}`);
      await manager.query(`DELETE FROM events WHERE ${old} AND "dispatchedAt" IS NOT NULL`);
    });
  }
}
