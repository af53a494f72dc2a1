import type { EntityManager } from 'typeorm';
import type { RecordedError } from '../../common/app-error.js';
import { recordEvent } from '../events/record-event.js';
import type { ScheduleRun } from './schedule-run.entity.js';
import type { Schedule } from './schedule.entity.js';

type Missed =
  /** Nobody was there: one run catches up. */
  | { reason: 'caught_up' }
  /** The source was busy until the next run was due: one run remains. */
  | { reason: 'source_busy'; message: string }
  /** Its tenant is suspended, or its licence has expired: one run waits until that ends. */
  | { reason: 'tenant_inactive'; message: string }
  /** It could not begin, and is given up. */
  | { reason: 'refused'; error: RecordedError };

/** That something did not happen when it was due. Told once for each run and reason; a full plan once until a run begins again. */
export async function tellOfMissedRun(
  manager: EntityManager,
  schedule: Schedule,
  run: ScheduleRun,
  missed: Missed,
): Promise<void> {
  const { dueAt, firstDueAt, dueCount } = run;
  const isFull = missed.reason === 'refused' && missed.error.code === 'QUOTA_EXCEEDED';
  await recordEvent(manager, {
    kind: 'schedule.missed',
    tenantId: schedule.tenantId,
    sourceId: schedule.sourceId,
    subject: { type: 'schedule', id: schedule.id },
    data: { name: schedule.name, action: schedule.action, runId: run.id, dueAt, firstDueAt, dueCount, ...missed },
    key: `schedule.missed ${isFull ? await lastBegun(manager, schedule) : run.id} ${missed.reason}`,
  });
}

/** The same as long as none begins. */
async function lastBegun(manager: EntityManager, { id }: Schedule): Promise<string> {
  const [run] = await manager.query<{ id: string }[]>(
    `SELECT id FROM schedule_runs WHERE "scheduleId" = $1 AND state = 'begun' ORDER BY "dueAt" DESC, id DESC LIMIT 1`,
    [id],
  );
  return `${id} after ${run?.id ?? 'none'}`;
}
