import type { Database } from '../../database/database.js';
import type { HealthFinding } from '../health/health-checks.js';
import { type SavedValues, withDefaults } from '../settings/settings-values.js';
import { hasRules, policyFor, policyOf, type RetainedSource } from './retention-plans.js';

interface Stopped extends RetainedSource {
  values: SavedValues | null;
}

/** What retention could not do: objects that do not leave their store, and runs that wait for somebody to look. */
export async function retentionHealth(database: Database): Promise<HealthFinding> {
  const { waiting, stopped } = await database.asSystem(async (manager) => {
    const [counts] = await manager.query<{ waiting: number }[]>(WAITING);
    const sources = await manager.query<Stopped[]>(STOPPED);
    return { waiting: counts?.waiting ?? 0, stopped: sources.filter(stillHasRules).map(({ name }) => name) };
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

/** Where the rules were taken away, nothing would be deleted any more, and no run comes to say so. */
function stillHasRules({ values, ...source }: Stopped): boolean {
  return hasRules(policyFor(source, policyOf(withDefaults(values ?? {}))));
}

const WAITING = `SELECT count(*)::int AS waiting FROM backups WHERE "deletedAt" < now() - interval '15 minutes'`;

/** The last run of each source counts, while it is of the last two days. */
const STOPPED = `
  SELECT s.id, s."tenantId", s.name, s.retention, t."values" FROM sources s
    LEFT JOIN settings t ON t."tenantId" = s."tenantId"
   CROSS JOIN LATERAL (
     SELECT status, "createdAt" FROM retention_runs r
      WHERE r."sourceId" = s.id AND r.status NOT IN ('pending', 'running')
      ORDER BY "createdAt" DESC, id DESC LIMIT 1) last
   WHERE last.status = 'stopped' AND last."createdAt" > now() - interval '2 days'
   ORDER BY s.name`;
