import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { HealthFinding } from '../health/health-checks.js';
import { IS_SILENT } from './silent-channels.js';

interface State {
  /** Channels of which something was given up within a day, and that do not work since. */
  failing: number;
  /** Events that nobody has handed over for minutes. */
  waiting: number;
  /** Channels that are for sources which are all gone. */
  silent: number;
}

/** Whether those who are to be told are told: nobody else would notice that they are not. */
@Injectable()
export class NotificationHealth {
  constructor(private readonly database: Database) {}

  async check(): Promise<HealthFinding> {
    const state = await this.database.asSystem(async (manager) => {
      const [row] = await manager.query<State[]>(
        `SELECT (SELECT count(*)::int FROM notification_channels channel
                  WHERE channel.enabled AND channel."failingSince" IS NOT NULL AND EXISTS (
                    SELECT FROM notification_deliveries delivery
                     WHERE delivery."channelId" = channel.id AND delivery.status = 'failed'
                       AND delivery."createdAt" > now() - interval '2 days')) AS failing,
                (SELECT count(*)::int FROM events
                  WHERE "dispatchedAt" IS NULL AND "createdAt" < now() - interval '5 minutes') AS waiting,
                (SELECT count(*)::int FROM notification_channels channel WHERE channel.enabled AND ${IS_SILENT}) AS silent`,
      );
      return row ?? { failing: 0, waiting: 0, silent: 0 };
    });
    const { failing, waiting, silent } = state;
    const data = { ...state };
    if (waiting > 0) {
      const message = `${waiting} events have not been handed over to anybody for 5 minutes.`;
      return { status: 'degraded', reason: 'waiting', message, data };
    }
    if (failing > 0) {
      const message = `${failing} channels do not work, and somebody was not told: see lastError at /notification-channels.`;
      return { status: 'degraded', reason: 'given_up', message, data };
    }
    if (silent === 0) return { status: 'ok', data };
    const message = `${silent} channels tell of sources that were all deleted: see problem at /notification-channels.`;
    return { status: 'degraded', reason: 'silent', message, data };
  }
}
