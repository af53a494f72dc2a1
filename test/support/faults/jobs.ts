import { eventually } from '../eventually.js';
import { expectStatus } from '../jobs-client.js';
import { fingerprint } from './fingerprint.js';
import type { Ground, Subject } from './ground.js';

export const JOB_KINDS = ['backup', 'verify', 'drill', 'restore', 'in_place', 'rollback', 'close_window'] as const;
export type JobKind = (typeof JOB_KINDS)[number];

/** A job that was asked for, and what its source was before. */
export interface AskedJob {
  kind: JobKind;
  subject: Subject;
  jobId: string;
  /** Of the backup, the drill or the restore. */
  recordId: string;
  /** The live database when the job was asked for. */
  before: string;
  /** What it is to be when the job succeeds. */
  after: string;
}

/** Brings a source to where such a job can be asked for. */
export async function prepare(ground: Ground, kind: JobKind, subject: Subject): Promise<() => Promise<AskedJob>> {
  await subject.database.mark('live');
  const live = await fingerprint(ground.server, subject.database.name);
  if (kind === 'backup') {
    return async () => {
      const answer = await ground.app.api.post<{ backup: { id: string }; jobId: string }>('/backups', {
        sourceId: subject.id,
      });
      const { backup, jobId } = expectStatus(202, answer);
      return { kind, subject, jobId, recordId: backup.id, before: live, after: live };
    };
  }
  if (kind === 'verify') {
    return async () => {
      const answer = await ground.app.api.post<{ jobId: string }>(`/backups/${subject.backupId}/verify`, {
        level: 'decoded',
      });
      const { jobId } = expectStatus(202, answer);
      return { kind, subject, jobId, recordId: subject.backupId, before: live, after: live };
    };
  }
  if (kind === 'drill') {
    return async () => {
      const { id: sourceId, backupId } = subject;
      const answer = await ground.app.api.post<{ drill: { id: string }; jobId: string }>('/drills', {
        sourceId,
        backupId,
      });
      const { drill, jobId } = expectStatus(202, answer);
      return { kind, subject, jobId, recordId: drill.id, before: live, after: live };
    };
  }
  if (kind === 'restore' || kind === 'in_place') {
    const strategy = kind === 'restore' ? 'swap' : kind;
    return async () => {
      const answer = await ground.jobs.askRestore<{ restore: { id: string }; jobId: string }>(subject.backupId, {
        strategy,
      });
      const { restore, jobId } = expectStatus(202, answer);
      return { kind, subject, jobId, recordId: restore.id, before: live, after: subject.restored };
    };
  }
  const restore = await ground.jobs.completedRestore(subject.backupId);
  if (kind === 'close_window') {
    return async () => ({
      ...{ kind, subject, recordId: restore.id, before: subject.restored, after: subject.restored },
      jobId: await closeWindow(ground, restore.id),
    });
  }
  return async () => {
    const answer = await ground.app.api.post<{ jobId: string }>(`/restores/${restore.id}/rollback`);
    const { jobId } = expectStatus(202, answer);
    return { kind, subject, jobId, recordId: restore.id, before: subject.restored, after: live };
  };
}

/** Its end is now, and without counters nobody knows whether something changed: a final backup is taken first. */
async function closeWindow(ground: Ground, restoreId: string): Promise<string> {
  await ground.record(
    `UPDATE kept_databases SET "keepUntil" = now() - interval '1 s', "countersBefore" = NULL WHERE id = $1`,
    [restoreId],
  );
  return eventually('the sweep asks for the end of the window', async () => {
    const [job] = await ground.record<{ id: string }>(
      `SELECT id FROM jobs WHERE "subjectId" = $1 AND action = 'close_window'`,
      [restoreId],
    );
    return job?.id;
  });
}

/** In which phase the record says that the job is. */
export async function phaseOf(ground: Ground, job: AskedJob): Promise<string> {
  const [row] = await ground.record<{ state: string; phase: string | null; restorePhase: string | null }>(
    `SELECT j.state, coalesce(b.progress, j.progress)->>'phase' AS phase, r.phase AS "restorePhase"
       FROM jobs j LEFT JOIN restores r ON r.id = j."subjectId"
       LEFT JOIN backups b ON b.id = j."subjectId" AND j.action = 'backup' WHERE j.id = $1`,
    [job.jobId],
  );
  if (row === undefined) return 'unknown';
  if (row.state === 'waiting') return 'waiting';
  if (row.state !== 'active') return 'ended';
  if (job.kind === 'restore' || job.kind === 'in_place') return row.restorePhase ?? 'begun';
  return row.phase ?? 'begun';
}
