import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import { controlNow } from '../../database/control-clock.js';
import { Database } from '../../database/database.js';
import { updateRow } from '../../database/update-row.js';
import { eachAlone } from '../jobs/each-alone.js';
import { Timetable } from '../schedules/timetable.js';
import { digestData } from './digest-data.js';
import { dueDay, isOwed } from './digest-day.js';
import { NotificationChannel } from './notification-channel.entity.js';
import { NotificationDelivery } from './notification-delivery.entity.js';

/** Makes each channel's digest once on each of its days, by however many processes; a day on which nobody ran has none. */
@Injectable()
export class DailyDigests {
  private readonly logger = new Logger(DailyDigests.name);

  constructor(
    private readonly database: Database,
    private readonly timetable: Timetable,
  ) {}

  /** Makes all that are due; answers how many. */
  async run(): Promise<number> {
    const { now, channels } = await this.database.asSystem((manager) => withDigest(manager));
    let made = 0;
    await eachAlone(
      channels,
      async (channel) => {
        if (owedDay(channel, now) === null) return;
        if (await this.database.asSystem((manager) => makeIfDue(manager, channel.id, this.timetable))) made += 1;
      },
      ({ id }, error) => {
        this.logger.error({ err: error }, `The digest of channel ${id} could not be made; it is tried again.`);
      },
    );
    return made;
  }
}

/** A first look without locks, so that most turns change and lock nothing. */
async function withDigest(manager: EntityManager): Promise<{ now: Date; channels: NotificationChannel[] }> {
  const channels = await manager
    .createQueryBuilder(NotificationChannel, 'channel')
    .select(['channel.id', 'channel.digest', 'channel.timeZone', 'channel.digestedOn'])
    .where(`channel.enabled AND (channel.digest->>'enabled')::boolean`)
    .orderBy('channel.id')
    .getMany();
  return { now: await controlNow(manager), channels };
}

async function makeIfDue(manager: EntityManager, id: string, timetable: Timetable): Promise<boolean> {
  const channel = await manager
    .createQueryBuilder(NotificationChannel, 'channel')
    .where('channel.id = :id AND channel.enabled', { id })
    .setLock('pessimistic_write')
    .setOnLocked('skip_locked')
    .getOne();
  if (channel === null) return false;
  const now = await controlNow(manager);
  const day = channel.digest.enabled ? owedDay(channel, now) : null;
  if (day === null) return false;
  await updateRow(manager, NotificationChannel, id, { digestedOn: day });
  const planned = await timetable.entries(manager, { tenantId: channel.tenantId });
  const inserted = await manager
    .createQueryBuilder()
    .insert()
    .into(NotificationDelivery)
    .values({
      id: uuidV7(),
      tenantId: channel.tenantId,
      channelId: id,
      digestOn: day,
      digest: await digestData(manager, channel, day, now, planned),
    })
    .orIgnore()
    .returning('id')
    .execute();
  return (inserted.raw as unknown[]).length > 0;
}

function owedDay({ digest, timeZone, digestedOn }: NotificationChannel, now: Date): string | null {
  const day = dueDay(now, digest, timeZone);
  return day !== null && isOwed(day, digestedOn) ? day : null;
}
