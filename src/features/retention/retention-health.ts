import type { Database } from '../../database/database.js';
import type { HealthFinding } from '../health/health-checks.js';

interface Counts {
  waiting: number;
  stopped: string[];
}

/** What retention could not do: objects that do not leave their store, and runs that wait for somebody to look. */
export async function retentionHealth(database: Database): Promise<HealthFinding> {
  const { waiting, stopped } = await database.asSystem(async (manager) => {
    const [counts] = await manager.query<Counts[]>(COUNTS);
    return counts ?? { waiting: 0, stopped: [] };
  });
  if (waiting > 0) {
    const message = `The objects of ${waiting} deleted backups are still in the store: see that it is there and can be written.`;
    return { status: 'degraded', reason: 'deletions_wait', message, data: { waiting } };
  }
  if (stopped.length === 0) return { status: 'ok' };
  return {
    status: 'degraded',
    reason: 'stopped',
    message: `Retention would delete more than half of the backups of ${stopped.join(', ')}: look at it, and run it by hand.`,
    data: { sources: stopped },
  };
}

/** The last run of each source counts, while it is of the last two days: where the rules are taken away, none comes after it. */
const COUNTS = `
  SELECT (SELECT count(*)::int FROM backups WHERE "deletedAt" < now() - interval '15 minutes') AS waiting,
         coalesce((SELECT array_agg(s.name ORDER BY s.name) FROM sources s
           CROSS JOIN LATERAL (
             SELECT status, "createdAt" FROM retention_runs r
              WHERE r."sourceId" = s.id AND r.status NOT IN ('pending', 'running')
              ORDER BY "createdAt" DESC, id DESC LIMIT 1) last
          WHERE last.status = 'stopped' AND last."createdAt" > now() - interval '2 days'), '{}') AS stopped`;
