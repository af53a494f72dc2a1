import type { EntityManager } from 'typeorm';
import { AppError } from '../../common/app-error.js';
import type { Job } from './job.entity.js';

/**
 * In the transaction that closes a job: whoever asked for it to be canceled before that was told that it will be. The
 * job's row is locked by then, so a request comes before (and is seen here) or after (and finds no live job).
 */
export async function refuseIfCanceled(
  manager: EntityManager,
  { job }: { readonly job: Pick<Job, 'id'> },
): Promise<void> {
  const rows = await manager.query<unknown[]>(`SELECT 1 FROM jobs WHERE id = $1 AND "cancelRequestedAt" IS NOT NULL`, [
    job.id,
  ]);
  if (rows.length > 0) throw canceledOnRequest();
}

export function canceledOnRequest(): AppError {
  return new AppError('CANCELED', 'Canceled on request.', { hint: 'Ask for it again when you want it.' });
}
