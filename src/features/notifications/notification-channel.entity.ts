import { Column, Entity, Index, UpdateDateColumn } from 'typeorm';
import { TenantEntity } from '../../database/base.entity.js';
import type { ChannelKind, Digest, EmailTarget } from './channel-kinds.js';
import type { Topic } from './topics.js';

/** Why it does not work, as of the last attempt. */
export interface ChannelError {
  at: string;
  detail: string;
  hint: string | null;
}

/** A way to somebody, and what is told there. */
@Entity('notification_channels')
@Index(['tenantId', 'name'], { unique: true })
export class NotificationChannel extends TenantEntity {
  @Column('text')
  name: string;

  @Column('text')
  kind: ChannelKind;

  @Column('boolean', { default: true })
  enabled: boolean;

  @Column('jsonb')
  topics: Topic[];

  /** null: all, those that come too. */
  @Column('jsonb', { nullable: true })
  sourceIds: string[] | null;

  /** IANA name: how times are written, and when the day of the digest is. */
  @Column('text')
  timeZone: string;

  @Column('jsonb')
  digest: Digest;

  /** Of the kind `email` alone. */
  @Column('jsonb', { nullable: true })
  email: EmailTarget | null;

  /** The address, shortened so that it lets nobody in. Of every other kind. */
  @Column('text', { nullable: true })
  shownUrl: string | null;

  /** Sealed with the master key for `channel:<id>:secret`: ChannelSecret as JSON. null where there is nothing to keep. */
  @Column('text', { nullable: true })
  sealedSecret: string | null;

  /** The last local day whose digest was made. */
  @Column('date', { nullable: true })
  digestedOn: string | null;

  /** Nothing is sent before; null: at any time. */
  @Column('timestamptz', { nullable: true })
  nextAttemptAt: Date | null;

  /** One process at a time sends to a channel; one that is killed frees it by this time. */
  @Column('uuid', { nullable: true })
  leaseId: string | null;

  @Column('timestamptz', { nullable: true })
  leaseUntil: Date | null;

  @Column('timestamptz', { nullable: true })
  testedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  lastSentAt: Date | null;

  /** The first of the failures that no success has followed. */
  @Column('timestamptz', { nullable: true })
  failingSince: Date | null;

  @Column('jsonb', { nullable: true })
  lastError: ChannelError | null;

  @UpdateDateColumn({ type: 'timestamptz' })
  updatedAt: Date;

  /** Not a column: whether all that it names has gone, so that it tells of no source (silent-channels.ts). */
  isSilent?: boolean;
}
