import { ApiProperty } from '@nestjs/swagger';
import type { SendOutcome } from '../../platform/outbound/send-outcome.js';
import type { ChannelKind, Digest, SmtpServer } from './channel-kinds.js';
import type { ChannelError, NotificationChannel } from './notification-channel.entity.js';
import type { DeliveryStatus, NotificationDelivery } from './notification-delivery.entity.js';
import { TOPIC_OF_KIND, TOPICS, type Topic } from './topics.js';

export class DigestResponse implements Digest {
  enabled: boolean;
  hour: number;
  minute: number;
}

export class SmtpServerResponse {
  host: string;
  port: number;
  tls: SmtpServer['tls'];
  user: string | null;
  from: string;
  /** Whether a password is kept; the password itself never comes out. */
  hasPassword: boolean;
}

export class EmailTargetResponse {
  to: string[];
  /** null: the server of SMTP_URL. */
  smtp: SmtpServerResponse | null;
}

export class ChannelErrorResponse implements ChannelError {
  at: string;
  detail: string;
  hint: string | null;
}

const SILENT = 'All sources that it tells of were deleted. Name others in sourceIds, or "all".';

/** A way to somebody, and what is told there. */
export class NotificationChannelResponse {
  id: string;
  tenantId: string;
  name: string;
  kind: ChannelKind;
  enabled: boolean;

  @ApiProperty({ enum: TOPICS, isArray: true })
  events: Topic[];

  @ApiProperty({
    oneOf: [
      { type: 'string', enum: ['all'] },
      { type: 'array', items: { type: 'string', format: 'uuid' } },
    ],
  })
  sourceIds: 'all' | string[];

  /** Why it tells nobody of anything, though it works: all sources that it is for were deleted. null: nothing is wrong. */
  problem: string | null;

  timeZone: string;
  digest: DigestResponse;
  email: EmailTargetResponse | null;
  /** Shortened: enough to recognise it. */
  url: string | null;
  lastSentAt: Date | null;
  /** The first of the failures that no success has followed; null: it works, as far as is known. */
  failingSince: Date | null;
  lastError: ChannelErrorResponse | null;
  createdAt: Date;
  updatedAt: Date;

  static of(channel: NotificationChannel): NotificationChannelResponse {
    // Nothing else of a mail channel is sealed.
    const hasPassword = channel.sealedSecret !== null;
    const { id, tenantId, name, kind, enabled, topics, sourceIds, timeZone, digest, email, shownUrl } = channel;
    const { lastSentAt, failingSince, lastError, createdAt, updatedAt } = channel;
    return Object.assign(new NotificationChannelResponse(), {
      id,
      tenantId,
      name,
      kind,
      enabled,
      events: topics,
      sourceIds: sourceIds ?? 'all',
      problem: channel.isSilent === true ? SILENT : null,
      timeZone,
      digest,
      email:
        email === null ? null : { to: email.to, smtp: email.smtp === null ? null : { ...email.smtp, hasPassword } },
      url: shownUrl,
      lastSentAt,
      failingSince,
      lastError,
      createdAt,
      updatedAt,
    });
  }
}

export class ChangedNotificationChannelResponse extends NotificationChannelResponse {
  /** Of a generic webhook, when it was made: what its messages are signed with. Shown this once. @example "whsec_…" */
  secret?: string;

  static with(channel: NotificationChannel, secret: string | null): ChangedNotificationChannelResponse {
    return Object.assign(NotificationChannelResponse.of(channel), secret === null ? {} : { secret });
  }
}

export class TestResultResponse {
  ok: boolean;
  /** What happened. */
  detail: string;
  hint?: string;

  static of(outcome: SendOutcome): TestResultResponse {
    const ok = outcome.kind === 'delivered';
    const hint = ok ? null : outcome.hint;
    return { ok, detail: outcome.detail, ...(hint === null ? {} : { hint }) };
  }
}

/** One event, or one daily digest, that a channel is to be told. */
export class DeliveryResponse {
  id: string;
  channelId: string;

  /** `digest`, or under which name the event is asked for. */
  @ApiProperty({ enum: [...TOPICS, 'digest'] })
  event: Topic | 'digest';

  /** null: a digest. @example "backup.failed" */
  kind: string | null;
  eventId: string | null;
  sourceId: string | null;
  status: DeliveryStatus;
  /** Deliveries with the same one went, or go, in one message. */
  messageId: string | null;
  attempts: number;
  /** Of the last attempt that failed. */
  error: string | null;
  createdAt: Date;
  sentAt: Date | null;

  static of(delivery: NotificationDelivery): DeliveryResponse {
    const { id, channelId, eventKind, eventId, sourceId, status, messageId, attempts, error, createdAt, sentAt } =
      delivery;
    return Object.assign(new DeliveryResponse(), {
      id,
      channelId,
      event: eventKind === null ? 'digest' : TOPIC_OF_KIND[eventKind],
      kind: eventKind,
      eventId,
      sourceId,
      status,
      messageId,
      attempts,
      error,
      createdAt,
      sentAt,
    });
  }
}
