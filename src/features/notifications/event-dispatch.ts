import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import { Database } from '../../database/database.js';
import { EVENT_KINDS } from '../events/event-kinds.js';
import { Event } from '../events/event.entity.js';
import { NotificationChannel } from './notification-channel.entity.js';
import { NotificationDelivery } from './notification-delivery.entity.js';
import { wants } from './topics.js';

const BATCH = 200;
/** PostgreSQL takes 65,535 parameters in a statement; a tenant with many channels must not reach that, for what fails here is everybody's. */
const ROWS_AT_ONCE = 5_000;

/**
 * From what happened to who is to be told: a delivery for every channel that wants the event, in the transaction that
 * marks it as handed over. Safe in any number of processes at once, and killed anywhere: it is handed over, or it is not.
 */
@Injectable()
export class EventDispatch {
  private readonly logger = new Logger(EventDispatch.name);

  constructor(private readonly database: Database) {}

  /** Hands over all there is; answers how many events that were. */
  async run(): Promise<number> {
    for (let total = 0; ;) {
      const handed = await this.database.asSystem((manager) => this.handOver(manager));
      total += handed;
      if (handed < BATCH) return total;
    }
  }

  private async handOver(manager: EntityManager): Promise<number> {
    const events = await manager
      .createQueryBuilder(Event, 'event')
      // A kind that only a newer version knows is left to one.
      .where('event."dispatchedAt" IS NULL AND event.kind IN (:...kinds)', { kinds: EVENT_KINDS })
      .orderBy('event.createdAt')
      .addOrderBy('event.id')
      .limit(BATCH)
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .getMany();
    if (events.length === 0) return 0;
    const defaultTenant = await defaultTenantId(manager);
    const tenantOf = (event: Event) => event.tenantId ?? defaultTenant;
    const channels = await channelsOf(manager, [...new Set(events.map(tenantOf))]);
    const deliveries = events.flatMap((event) =>
      channels
        .filter((channel) => channel.tenantId === tenantOf(event) && wants(channel, event))
        .map((channel) => deliveryOf(event, channel)),
    );
    for (let from = 0; from < deliveries.length; from += ROWS_AT_ONCE) {
      const some = deliveries.slice(from, from + ROWS_AT_ONCE);
      await manager.createQueryBuilder().insert().into(NotificationDelivery).values(some).orIgnore().execute();
    }
    if (deliveries.length > 0) {
      this.logger.debug(`${events.length} events are to be told, in ${deliveries.length} deliveries.`);
    }
    await manager.query(`UPDATE events SET "dispatchedAt" = now() WHERE id = ANY ($1)`, [events.map(({ id }) => id)]);
    return events.length;
  }
}

/** What is of the instance is told where its owner looks: in the tenant `default`. */
async function defaultTenantId(manager: EntityManager): Promise<string> {
  const [tenant] = await manager.query<{ id: string }[]>(`SELECT id FROM tenants WHERE slug = 'default'`);
  return tenant?.id ?? '';
}

/** Locked, so that none is deleted before the delivery that refers to it is there. */
async function channelsOf(manager: EntityManager, tenantIds: string[]): Promise<NotificationChannel[]> {
  return manager
    .createQueryBuilder(NotificationChannel, 'channel')
    .where('channel.enabled AND channel."tenantId" IN (:...tenantIds)', { tenantIds })
    .orderBy('channel.id')
    .setLock('for_key_share')
    .getMany();
}

function deliveryOf(event: Event, channel: NotificationChannel) {
  return {
    id: uuidV7(),
    tenantId: channel.tenantId,
    channelId: channel.id,
    eventId: event.id,
    eventKind: event.kind,
    sourceId: event.sourceId,
  };
}
