import { AppError } from '../../common/app-error.js';
import { type ConnectionTarget, withConnection } from './connection.js';
import { mapPostgresError } from './postgres-error.js';

/** Does `work` on the database of `target`; where it waited for a lock for too long, the error says who holds one. */
export async function namingLockHolders<Result>(
  target: ConnectionTarget,
  applicationName: string,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const mapped = mapPostgresError(error, `read the database "${target.database}"`);
    if (mapped.code !== 'LOCK_TIMEOUT') throw mapped;
    const holders = await withConnection(target, { applicationName }, async (db) => {
      const { rows } = await db.query<{ holder: string }>(
        `SELECT DISTINCT format('session %s of %s%s holds %s', a.pid, a.usename,
                                coalesce(' (' || nullif(a.application_name, '') || ')', ''), l.relation::regclass) AS holder
           FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
          WHERE l.granted AND l.mode = 'AccessExclusiveLock' AND l.locktype = 'relation'
            AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      );
      return rows.map((row) => row.holder);
    });
    throw new AppError(
      'LOCK_TIMEOUT',
      `${mapped.message}. In the way: ${holders.join('; ') || 'somebody who is gone by now'}.`,
      {
        hint: 'Wait for that transaction to end, or end it (pg_terminate_backend), and ask again.',
        cause: error,
      },
    );
  }
}
