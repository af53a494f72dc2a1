import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import { Database } from '../../database/database.js';
import type { SendOutcome } from '../../platform/outbound/send-outcome.js';
import { backOffMs, GIVE_UP_AFTER_MS, LONGEST_WAIT_MS } from './back-off.js';
import type { ToldEvent } from './event-message.js';
import { MOST_WAITING, nextMessage, type Recent, type Waiting, WINDOW_MS } from './next-message.js';
import { NotificationChannel } from './notification-channel.entity.js';
import { toldEvents } from './told-events.js';

/** Longer than any attempt lasts. A process that is killed in one leaves the channel alone for so long. */
export const LEASE_MS = 90_000;

/** A message that this process, and no other, is to send now. */
export interface Outgoing {
  channel: NotificationChannel;
  leaseId: string;
  /** The same for every attempt. */
  messageId: string;
  deliveryIds: string[];
  /** This one counted. */
  attempts: number;
  content: { type: 'events'; events: ToldEvent[] } | { type: 'digest'; digest: object };
}

export type Recorded = 'sent' | 'retried' | 'given_up';

/** Which message goes next, and what became of it: rows, under a lease that one process at a time has on a channel. */
@Injectable()
export class OutgoingMessages {
  constructor(private readonly database: Database) {}

  /** Takes the next message of a channel whose turn it is. `alsoFailing`: of one that did not work the last time, too. */
  async take(alsoFailing: boolean): Promise<Outgoing | null> {
    for (;;) {
      const taken = await this.database.asSystem(async (manager) => {
        const channel = await leaseChannel(manager, alsoFailing);
        return channel === null ? null : await takeMessage(manager, channel);
      });
      if (taken !== 'not now') return taken;
    }
  }

  /** What became of it. Safe to call again with the same. */
  async record(outgoing: Outgoing, outcome: SendOutcome): Promise<Recorded> {
    return this.database.asSystem(async (manager) => {
      if (outcome.kind === 'delivered') {
        await close(manager, outgoing, 'sent', null);
        await free(manager, outgoing, FREED_WORKING, []);
        return 'sent';
      }
      const isOver = outcome.kind === 'refused' || (await isTooOld(manager, outgoing));
      const waitMs =
        outcome.kind === 'refused' ? 0 : backOffMs(outgoing.attempts, Math.random(), outcome.retryAfterSeconds);
      if (isOver) await close(manager, outgoing, 'failed', outcome.detail);
      else await close(manager, outgoing, 'pending', outcome.detail);
      await free(manager, outgoing, FREED_FAILING, [waitMs, outcome.detail, outcome.hint]);
      return isOver ? 'given_up' : 'retried';
    });
  }
}

/** It has passed; or nobody ever sets one so far ahead, and a clock that ran ahead was set back since: then nobody waits for it. */
function isOver(column: string, longestMs: number): string {
  return `(${column} <= now() OR ${column} > now() + ${longestMs} * interval '1 ms')`;
}

/** Those that work come first: one that hangs waits for those that do not. */
async function leaseChannel(manager: EntityManager, alsoFailing: boolean): Promise<NotificationChannel | null> {
  const [found] = await manager.query<{ id: string }[]>(
    `SELECT channel.id FROM notification_channels channel
      WHERE channel.enabled
        AND (channel."leaseUntil" IS NULL OR ${isOver('channel."leaseUntil"', LEASE_MS)})
        AND (channel."nextAttemptAt" IS NULL OR ${isOver('channel."nextAttemptAt"', LONGEST_WAIT_MS)})
        AND ($1 OR channel."failingSince" IS NULL)
        AND EXISTS (SELECT FROM notification_deliveries delivery
                     WHERE delivery."channelId" = channel.id AND delivery.status = 'pending')
      ORDER BY channel."failingSince" IS NOT NULL, channel."nextAttemptAt" NULLS FIRST, channel."lastSentAt" NULLS FIRST
      LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED`,
    [alsoFailing],
  );
  if (found === undefined) return null;
  await manager.query(
    `UPDATE notification_channels SET "leaseId" = $2, "leaseUntil" = now() + $3 * interval '1 ms' WHERE id = $1`,
    [found.id, uuidV7(), LEASE_MS],
  );
  return manager.findOneByOrFail(NotificationChannel, { id: found.id });
}

async function takeMessage(manager: EntityManager, channel: NotificationChannel): Promise<Outgoing | null | 'not now'> {
  const next = nextMessage(channel.kind, await waitingOf(manager, channel.id), await recentOf(manager, channel.id));
  const leaseId = channel.leaseId ?? '';
  if (next.kind !== 'send') {
    const until = next.kind === 'wait' ? next.until : null;
    await manager.query(
      `UPDATE notification_channels SET "leaseId" = NULL, "leaseUntil" = NULL, "nextAttemptAt" = $2 WHERE id = $1`,
      [channel.id, until],
    );
    return 'not now';
  }
  const rows = await begin(manager, next.messageId, next.ids);
  const digest = rows.find((row) => row.digest !== null)?.digest ?? null;
  const eventIds = rows.flatMap(({ eventId }) => (eventId === null ? [] : [eventId]));
  return {
    channel,
    leaseId,
    messageId: next.messageId,
    deliveryIds: next.ids,
    attempts: Math.max(...rows.map(({ attempts }) => attempts)),
    content:
      digest === null ? { type: 'events', events: await toldEvents(manager, eventIds) } : { type: 'digest', digest },
  };
}

async function waitingOf(manager: EntityManager, channelId: string): Promise<Waiting[]> {
  return manager.query<Waiting[]>(
    `SELECT id, "digestOn" IS NOT NULL AS "isDigest", "messageId" FROM notification_deliveries
      WHERE "channelId" = $1 AND status = 'pending' ORDER BY "createdAt", id LIMIT $2`,
    [channelId, MOST_WAITING],
  );
}

async function recentOf(manager: EntityManager, channelId: string): Promise<Recent> {
  const [recent] = await manager.query<Recent[]>(
    `SELECT count(DISTINCT "messageId")::int AS messages, min("sentAt") AS "oldestSentAt" FROM notification_deliveries
      WHERE "channelId" = $1 AND "sentAt" > now() - $2 * interval '1 ms' AND "sentAt" <= now()`,
    [channelId, WINDOW_MS],
  );
  return recent ?? { messages: 0, oldestSentAt: null };
}

interface BegunRow {
  eventId: string | null;
  digest: object | null;
  attempts: number;
}

/** Before anything is sent: whoever takes over from a killed process sends the same message, with the same id. */
async function begin(manager: EntityManager, messageId: string, ids: string[]): Promise<BegunRow[]> {
  const [rows] = await manager.query<[BegunRow[], number]>(
    `UPDATE notification_deliveries SET "messageId" = $1, attempts = attempts + 1 WHERE id = ANY ($2)
     RETURNING "eventId", digest, attempts`,
    [messageId, ids],
  );
  return rows;
}

async function close(
  manager: EntityManager,
  { deliveryIds }: Outgoing,
  status: 'sent' | 'failed' | 'pending',
  error: string | null,
): Promise<void> {
  await manager.query(
    `UPDATE notification_deliveries
        SET status = $2, error = $3, "sentAt" = CASE WHEN $2 = 'sent' THEN now() ELSE "sentAt" END
      WHERE id = ANY ($1) AND (status = 'pending' OR (status = 'canceled' AND $2 = 'sent'))`,
    [deliveryIds, status, error],
  );
}

const FREED_WORKING = `"nextAttemptAt" = NULL, "lastSentAt" = now(), "failingSince" = NULL, "lastError" = NULL`;
const FREED_FAILING = `"nextAttemptAt" = now() + $3 * interval '1 ms', "failingSince" = coalesce("failingSince", now()),
  "lastError" = jsonb_build_object('at', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                                   'detail', $4::text, 'hint', $5::text)`;

/** Nothing is written to a channel that another process has by now: that one knows better. */
async function free(
  manager: EntityManager,
  { channel, leaseId }: Outgoing,
  assignments: string,
  values: unknown[],
): Promise<void> {
  await manager.query(
    `UPDATE notification_channels SET "leaseId" = NULL, "leaseUntil" = NULL, ${assignments}
      WHERE id = $1 AND "leaseId" = $2`,
    [channel.id, leaseId, ...values],
  );
}

async function isTooOld(manager: EntityManager, { deliveryIds }: Outgoing): Promise<boolean> {
  const [row] = await manager.query<{ isOld: boolean }[]>(
    `SELECT min("createdAt") < now() - $2 * interval '1 ms' AS "isOld" FROM notification_deliveries
      WHERE id = ANY ($1)`,
    [deliveryIds, GIVE_UP_AFTER_MS],
  );
  return row?.isOld === true;
}
