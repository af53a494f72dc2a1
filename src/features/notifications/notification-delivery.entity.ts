import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { TenantEntity } from '../../database/base.entity.js';
import type { EventKind } from '../events/event-kinds.js';
import { NotificationChannel } from './notification-channel.entity.js';

/** `canceled`: the channel was switched off before it was sent. */
export const DELIVERY_STATUSES = ['pending', 'sent', 'failed', 'canceled'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** One event, or one daily digest, that one channel is to be told. */
@Entity('notification_deliveries')
@Index(['eventId', 'channelId'], { unique: true, where: '"eventId" IS NOT NULL' })
@Index(['channelId', 'digestOn'], { unique: true, where: '"digestOn" IS NOT NULL' })
@Index(['channelId', 'createdAt', 'id'], { where: `"status" = 'pending'` })
@Index(['channelId', 'createdAt'], { where: `"status" = 'failed'` })
@Index(['channelId', 'id'])
@Index(['channelId', 'sentAt'])
@Index(['createdAt'])
export class NotificationDelivery extends TenantEntity {
  @Column('uuid')
  channelId: string;

  @ManyToOne(() => NotificationChannel, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'channelId' })
  channel: Relation<NotificationChannel>;

  /** null: a digest. */
  @Column('uuid', { nullable: true })
  eventId: string | null;

  @Column('text', { nullable: true })
  eventKind: EventKind | null;

  @Column('uuid', { nullable: true })
  sourceId: string | null;

  /** The local day of a digest: one a day and channel. */
  @Column('date', { nullable: true })
  digestOn: string | null;

  /** What the digest says, as of when it was made. */
  @Column('jsonb', { nullable: true })
  digest: object | null;

  @Column('text', { default: 'pending' })
  status: DeliveryStatus;

  /** Of the message it goes with, from the first attempt on: a bundle stays what it is, and its id the same. */
  @Column('uuid', { nullable: true })
  messageId: string | null;

  @Column('integer', { default: 0 })
  attempts: number;

  @Column('timestamptz', { nullable: true })
  sentAt: Date | null;

  /** Of the last attempt that failed. */
  @Column('text', { nullable: true })
  error: string | null;
}
