import { Injectable } from '@nestjs/common';
import { v7 as uuidV7 } from 'uuid';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { Database } from '../../database/database.js';
import type { SendOutcome } from '../../platform/outbound/send-outcome.js';
import { Audit } from '../audit/audit.js';
import { ChannelSender } from './channel-sender.js';
import type { NotificationChannel } from './notification-channel.entity.js';
import { channelsOf } from './notification-channels.service.js';
import { testMessage } from './test-message.js';

/** Nobody makes us knock anywhere more often. */
const TEST_EVERY_SECONDS = 5;

/** The test button: sends now, also through a channel that is switched off, and says what happened. */
@Injectable()
export class ChannelTest {
  constructor(
    private readonly database: Database,
    private readonly sender: ChannelSender,
    private readonly audit: Audit,
  ) {}

  async run(caller: Caller, id: string): Promise<SendOutcome> {
    const { channel, now } = await this.begin(caller, id);
    const message = testMessage(uuidV7(), caller.name, now, this.sender.audienceOf(channel));
    const outcome = await this.sender.send(channel, message, { type: 'test' });
    if (outcome.kind === 'delivered') await this.wakeUp(id);
    return outcome;
  }

  private async begin(caller: Caller, id: string): Promise<{ channel: NotificationChannel; now: Date }> {
    return this.database.as(caller, async (manager) => {
      const channel = await channelsOf(manager, caller).get(id, { lock: true });
      const [[row]] = await manager.query<[{ now: Date }[], number]>(
        `UPDATE notification_channels SET "testedAt" = now()
          WHERE id = $1 AND coalesce("testedAt" NOT BETWEEN now() - $2 * interval '1 second' AND now(), true) RETURNING now() AS now`,
        [id, TEST_EVERY_SECONDS],
      );
      if (row === undefined) {
        throw new AppError('RATE_LIMITED', 'This channel was tested a moment ago.', {
          hint: `Wait ${TEST_EVERY_SECONDS} s.`,
          retryAfterSeconds: TEST_EVERY_SECONDS,
        });
      }
      const subject = { subjectType: 'notification_channel', subjectId: id, tenantId: channel.tenantId };
      await this.audit.record(caller, { action: 'notification_channel.test', ...subject }, manager);
      return { channel, now: row.now };
    });
  }

  /** It works again: what waits for the next attempt waits no longer. */
  private async wakeUp(id: string): Promise<void> {
    await this.database.asSystem((manager) =>
      manager.query(
        `UPDATE notification_channels SET "nextAttemptAt" = NULL, "failingSince" = NULL, "lastError" = NULL
          WHERE id = $1 AND "failingSince" IS NOT NULL`,
        [id],
      ),
    );
  }
}
