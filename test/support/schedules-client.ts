import { Client } from 'pg';
import type { ApiClient } from './api-client.js';
import { inTime } from './eventually.js';
import { expectStatus } from './jobs-client.js';
import { queryOnce } from './throwaway-database.js';

export interface RunRecord {
  id: string;
  cause: string;
  status: string;
  dueAt: string;
  firstDueAt: string;
  dueCount: number;
  begunAt: string | null;
  endedAt: string | null;
  outcome: string | null;
  waiting: { reason: string; message: string; since: string } | null;
  jobId: string | null;
  backupId: string | null;
}

export interface ScheduleRecord {
  id: string;
  name: string;
  origin: string;
  cron: string | null;
  every: string | null;
  enabled: boolean;
  since: string;
  nextRuns: string[];
  problem: string | null;
  lastRun: RunRecord | null;
}

export const hasEnded = ({ endedAt }: RunRecord): boolean => endedAt !== null;

/** What a client of the API does with schedules, and a test with their times. */
export class SchedulesClient {
  /** @param superuserUrl of the control database */
  constructor(
    readonly api: ApiClient,
    private readonly superuserUrl: string,
  ) {}

  async add(sourceId: string, fields: object = {}): Promise<ScheduleRecord> {
    const body = { sourceId, every: '24h', name: 'nightly', ...fields };
    return expectStatus<ScheduleRecord>(201, await this.api.post('/schedules', body));
  }

  async get(id: string): Promise<ScheduleRecord> {
    return expectStatus<ScheduleRecord>(200, await this.api.get(`/schedules/${id}`));
  }

  async of(sourceId: string): Promise<ScheduleRecord[]> {
    const answer = await this.api.get<{ items: ScheduleRecord[] }>(`/schedules?sourceId=${sourceId}`);
    return expectStatus(200, answer).items;
  }

  async runs(id: string): Promise<RunRecord[]> {
    const answer = await this.api.get<{ items: RunRecord[] }>(`/schedules/${id}/runs?limit=200&order=asc`);
    return expectStatus(200, answer).items;
  }

  /** The newest run, once there is one that is so. */
  async newestRun(id: string, isSo: (run: RunRecord) => boolean = () => true, patienceMs = 60_000): Promise<RunRecord> {
    return inTime(
      `the run of schedule ${id} is there`,
      async () => {
        const { lastRun } = await this.get(id);
        return lastRun !== null && isSo(lastRun) ? lastRun : null;
      },
      patienceMs,
    );
  }

  /**
   * As if so much time had passed since anybody looked: the times of schedules (of all, where none is named) and of their
   * runs are moved back together. The clock itself is everybody's, and workers that gave no sign of life for hours would
   * be taken for dead. What goes by the clocks of a zone keeps its times only when whole days pass.
   */
  async passes(interval: string, id: string | null = null): Promise<void> {
    const client = new Client({ connectionString: this.superuserUrl });
    await client.connect();
    try {
      await client.query('BEGIN');
      await client.query(
        `UPDATE schedules SET anchor = anchor - $1::interval, since = since - $1::interval,
                "handledUntil" = "handledUntil" - $1::interval, "nextDueAt" = "nextDueAt" - $1::interval
          WHERE $2::uuid IS NULL OR id = $2`,
        [interval, id],
      );
      // A statement of its own, since it must see the run that was being written while the first one waited.
      await client.query(
        `UPDATE schedule_runs SET "dueAt" = "dueAt" - $1::interval, "firstDueAt" = "firstDueAt" - $1::interval
          WHERE $2::uuid IS NULL OR "scheduleId" = $2`,
        [interval, id],
      );
      await client.query('COMMIT');
    } finally {
      await client.end();
    }
  }

  /** Whom something is told of that did not happen when it was due. */
  async missed(id: string): Promise<{ reason: string; dueCount: number }[]> {
    const rows = await queryOnce<{ data: { reason: string; dueCount: number } }>(
      this.superuserUrl,
      `SELECT data FROM events WHERE kind = 'schedule.missed' AND "subjectId" = $1 ORDER BY id`,
      [id],
    );
    return rows.map(({ data: { reason, dueCount } }) => ({ reason, dueCount }));
  }
}
