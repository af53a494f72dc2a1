import type { EntityManager } from 'typeorm';
import type { RecordedError } from '../../common/app-error.js';
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
  const [first] = failures;
  await tell(manager, run, 'retention.failed', {
    sourceName: await nameOf(manager, run),
    failed: failures.length,
    of: run.deleted.length,
    error: first === undefined ? null : { code: first.code, message: first.message },
    hint: 'The backups are out of the lists, and their objects are tried again every minute. See that the store is there and can be written.',
  });
}

/** A run that broke off before it had deleted anything, or while it did: once a day for each source. */
export async function tellOfBrokenRun(manager: EntityManager, run: RetentionRun, error: RecordedError): Promise<void> {
  await tell(manager, run, 'retention.failed', {
    sourceName: await nameOf(manager, run),
    failed: 0,
    of: run.deleted.length,
    error: { code: error.code, message: error.message },
    hint: error.hint ?? 'The rules are applied again after the next backup, and within a day.',
  });
}

async function nameOf(manager: EntityManager, { sourceId }: RetentionRun): Promise<string | null> {
  const [source] = await manager.query<{ name: string }[]>('SELECT name FROM sources WHERE id = $1', [sourceId]);
  return source?.name ?? null;
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
