import type { EntityManager } from 'typeorm';
import { recordEvent } from '../events/record-event.js';
import type { FailedDeletion, RetentionRun } from './retention-run.entity.js';

interface Stop {
  sourceName: string;
  /** Completed backups. */
  going: number;
  all: number;
  hint: string;
}

/** A run that stopped is an alarm: once a day for each source. */
export async function tellOfStop(manager: EntityManager, run: RetentionRun, stop: Stop): Promise<void> {
  const { sourceName, going, all, hint } = stop;
  await tell(manager, run, 'retention.stopped', { sourceName, wouldDelete: going, of: all, hint });
}

/** What could not be taken out of the store: once a day for each source, however often it is tried. */
export async function tellOfFailure(
  manager: EntityManager,
  run: RetentionRun,
  failures: readonly FailedDeletion[],
): Promise<void> {
  const [source] = await manager.query<{ name: string }[]>('SELECT name FROM sources WHERE id = $1', [run.sourceId]);
  const [first] = failures;
  await tell(manager, run, 'retention.failed', {
    sourceName: source?.name ?? null,
    failed: failures.length,
    of: run.deleted.length,
    error: first === undefined ? null : { code: first.code, message: first.message },
    hint: 'The backups are out of the lists, and their objects are tried again every minute. See that the store is there and can be written.',
  });
}

async function tell(
  manager: EntityManager,
  run: RetentionRun,
  kind: 'retention.stopped' | 'retention.failed',
  data: Record<string, unknown>,
): Promise<void> {
  const [clock] = await manager.query<{ day: string }[]>(
    `SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day`,
  );
  await recordEvent(manager, {
    kind,
    tenantId: run.tenantId,
    sourceId: run.sourceId,
    subject: { type: 'retention_run', id: run.id },
    data,
    key: `${kind} ${run.sourceId} ${clock?.day ?? ''}`,
  });
}
