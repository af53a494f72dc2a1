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
  /** It could not begin, and is given up. */
  | { reason: 'refused'; error: RecordedError };

/** That something did not happen when it was due. Told once for each run and reason. */
export async function tellOfMissedRun(
  manager: EntityManager,
  schedule: Schedule,
  run: ScheduleRun,
  missed: Missed,
): Promise<void> {
  const { dueAt, firstDueAt, dueCount } = run;
  await recordEvent(manager, {
    kind: 'schedule.missed',
    tenantId: schedule.tenantId,
    sourceId: schedule.sourceId,
    subject: { type: 'schedule', id: schedule.id },
    data: { name: schedule.name, action: schedule.action, runId: run.id, dueAt, firstDueAt, dueCount, ...missed },
    key: `schedule.missed ${run.id} ${missed.reason}`,
  });
}
