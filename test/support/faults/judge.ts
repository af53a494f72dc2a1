import { eventually } from '../eventually.js';
import { leftovers } from '../leftovers.js';
import { onDatabase } from '../marked-database.js';
import { fingerprint } from './fingerprint.js';
import { type Ground, STALL_SECONDS } from './ground.js';
import type { AskedJob } from './jobs.js';

/**
 * How long a job may take from the moment on when everything it needs is there again: a stall must be told by then, and
 * a connection that is silent be given up, also on a machine with other things to do. Under the stall time-out of 300 s.
 */
export const FINAL_WITHIN_MS = (STALL_SECONDS + 120) * 1_000;

export interface Verdict {
  /** `completed`, `rolled_back`, `failed STALLED`, … */
  outcome: string;
  /** From the call of `judge` to the final status. */
  seconds: number;
  /** Each as a sentence; none when every promise was kept. */
  broken: string[];
}

interface Final {
  state: string;
  status: string;
  code: string | null;
  recordCode: string | null;
  proof: string | null;
}

/**
 * Waits for the end of a job that met a fault, and looks whether what is promised holds: the target is wholly what it
 * was or wholly what it was to become, and the record says which; a final status with a code that is allowed, in time;
 * nothing left over; and the next job of the source runs.
 * @param codes of failures that this fault may end in; none: the job must succeed all the same
 */
export async function judge(ground: Ground, job: AskedJob, codes: readonly string[]): Promise<Verdict> {
  const startedAt = performance.now();
  const broken: string[] = [];
  const final = await finalOf(ground, job).catch((error: unknown) => {
    broken.push(`no final status: ${String(error)}`);
    return null;
  });
  const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
  if (final === null) return { outcome: 'never ended', seconds, broken };

  const hasSucceeded = final.state === 'completed';
  const code = final.code;
  if (!hasSucceeded && !codes.includes(code ?? '')) broken.push(`ended ${final.state} with ${code ?? 'no code'}`);
  broken.push(...(await targetFaults(ground, job, hasSucceeded)), ...recordFaults(job, final, hasSucceeded));
  if (job.kind === 'drill') await sweepHasDropped(ground);
  for (const [kind, lines] of Object.entries(await leftovers(ground)) as [string, string[]][]) {
    broken.push(...lines.map((line) => `left over (${kind}): ${line}`));
  }
  broken.push(...(await serverLeftovers(ground)));
  broken.push(...(await nextJobFaults(ground, job)));
  return { outcome: outcomeOf(job, hasSucceeded, code), seconds, broken };
}

function outcomeOf(job: AskedJob, hasSucceeded: boolean, code: string | null): string {
  if (!hasSucceeded) return code === 'CANCELED' ? 'canceled' : `failed ${code ?? 'without a code'}`;
  return job.kind === 'rollback' ? 'rolled_back' : 'completed';
}

async function finalOf(ground: Ground, job: AskedJob): Promise<Final> {
  return eventually(
    `the ${job.kind} ends`,
    async () => {
      const [row] = await ground.record<Final>(
        `SELECT j.state, coalesce(b.status, r.status, d.status) AS status, j.error->>'code' AS code,
            coalesce(b.error, r.error, d.error)->>'code' AS "recordCode", b.proof
           FROM jobs j LEFT JOIN backups b ON b.id = j."subjectId" LEFT JOIN restores r ON r.id = j."subjectId"
           LEFT JOIN drills d ON d.id = j."subjectId"
          WHERE j.id = $1 AND j.state IN ('completed', 'failed', 'canceled')`,
        [job.jobId],
      );
      return row;
    },
    FINAL_WITHIN_MS,
  );
}

async function targetFaults(ground: Ground, job: AskedJob, hasSucceeded: boolean): Promise<string[]> {
  const now = await fingerprint(ground.server, job.subject.database.name).catch((error: unknown) => String(error));
  if (now === (hasSucceeded ? job.after : job.before)) return [];
  if (now === job.after) return ['the target is the new database, and the record does not say so'];
  if (now === job.before) return ['the target is the old database, and the record says that it is the new one'];
  return [`the target is neither the old database nor the new one: ${now}`];
}

function recordFaults(job: AskedJob, final: Final, hasSucceeded: boolean): string[] {
  const failed = final.code === 'CANCELED' ? 'canceled' : 'failed';
  const wanted = {
    backup: hasSucceeded ? 'completed' : failed,
    verify: 'completed',
    drill: hasSucceeded ? 'completed' : failed,
    restore: hasSucceeded ? 'completed' : failed,
    in_place: hasSucceeded ? 'completed' : failed,
    rollback: hasSucceeded ? 'rolled_back' : 'completed',
    close_window: 'completed',
  }[job.kind];
  const faults: string[] = [];
  if (final.status !== wanted) faults.push(`the record says ${final.status}, the job ${final.state}`);
  // What could not be checked is no news about the backup, and a window that stays open none about the restore.
  if (job.kind === 'verify' || job.kind === 'close_window') return faults;
  if (final.recordCode !== (hasSucceeded ? null : final.code)) {
    faults.push(`the record has the code ${String(final.recordCode)}, the job ${String(final.code)}`);
  }
  if (job.kind === 'backup' && (final.proof === 'none') === hasSucceeded)
    faults.push(`its proof is ${String(final.proof)}`);
  return faults;
}

/** What could not be dropped since the server was away is dropped within a minute; `leftovers` tells of what is not. */
async function sweepHasDropped(ground: Ground): Promise<void> {
  const isGone = async (): Promise<boolean> => (await ground.record('SELECT FROM scratch_databases')).length === 0;
  await eventually('the scratch databases are dropped', isGone, 90_000).catch(() => undefined);
}

/** What `leftovers` does not look at: on the server of the sources. */
async function serverLeftovers(ground: Ground): Promise<string[]> {
  return onDatabase(ground.server, 'postgres', async (db) => {
    const { rows } = await db.query<{ line: string }>(`
      SELECT 'prepared transaction ' || gid AS line FROM pg_prepared_xacts UNION ALL
      SELECT 'replication slot ' || slot_name FROM pg_replication_slots UNION ALL
      SELECT 'role ' || rolname FROM pg_roles WHERE rolname LIKE 'bst%' OR rolname LIKE 'backstitch%' UNION ALL
      SELECT format('snapshot held by pid %s (%s)', pid, application_name) FROM pg_stat_activity
       WHERE backend_xmin IS NOT NULL AND pid <> pg_backend_pid() AND backend_type = 'client backend'
         AND application_name LIKE 'bst %' UNION ALL
      SELECT 'advisory lock of pid ' || pid FROM pg_locks WHERE locktype = 'advisory'`);
    return rows.map(({ line }) => `left over on the server: ${line}`);
  });
}

async function nextJobFaults(ground: Ground, job: AskedJob): Promise<string[]> {
  try {
    await ground.jobs.completedBackup(job.subject.id);
    return [];
  } catch (error) {
    return [`the next job did not run: ${String(error)}`];
  }
}
