import type { Measurement } from './measured-metrics.js';

/** What a job that has ended tells. */
export interface EndedJob {
  action: string;
  state: string;
  errorCode: string | null;
  createdAt: Date;
  /** null: it was canceled before a worker took it. */
  startedAt: Date | null;
  finishedAt: Date | null;
  steps: readonly { name: string; seconds: number }[];
  /** Of the backup that it made. */
  rawBytes: number | null;
  storedBytes: number | null;
}

/** Which histogram the duration of a job goes into, and as which operation. */
const DURATIONS: Partial<Record<string, { metric: Measurement['metric']; operation?: string }>> = {
  backup: { metric: 'backstitch_backup_duration_seconds', operation: 'create' },
  verify: { metric: 'backstitch_backup_duration_seconds', operation: 'verify' },
  restore: { metric: 'backstitch_restore_duration_seconds', operation: 'restore' },
  rollback: { metric: 'backstitch_restore_duration_seconds', operation: 'rollback' },
  retention: { metric: 'backstitch_cleanup_duration_seconds', operation: 'retention' },
  close_window: { metric: 'backstitch_cleanup_duration_seconds', operation: 'close_window' },
  drill: { metric: 'backstitch_drill_duration_seconds' },
};

export function measurementsOf(job: EndedJob): Measurement[] {
  const { action, state } = job;
  const measurements: Measurement[] = [{ metric: 'backstitch_jobs_total', labels: { action, state } }];
  if (state === 'failed') {
    const code = job.errorCode ?? 'INTERNAL_ERROR';
    measurements.push({ metric: 'backstitch_job_failures_total', labels: { action, code } });
  }
  if (job.startedAt === null) return measurements;
  measurements.push({
    metric: 'backstitch_job_wait_seconds',
    labels: { action },
    value: secondsBetween(job.createdAt, job.startedAt),
  });
  const duration = DURATIONS[action];
  if (duration !== undefined && job.finishedAt !== null) {
    const operation: Record<string, string> = duration.operation === undefined ? {} : { operation: duration.operation };
    const value = secondsBetween(job.startedAt, job.finishedAt);
    measurements.push({ metric: duration.metric, labels: { ...operation, status: state }, value });
  }
  for (const { name, seconds } of job.steps) {
    const labels = { action, step: name };
    measurements.push({ metric: 'backstitch_job_step_duration_seconds', labels, value: seconds });
  }
  for (const [form, value] of [
    ['raw', job.rawBytes],
    ['stored', job.storedBytes],
  ] as const) {
    if (value !== null) measurements.push({ metric: 'backstitch_backup_size_bytes', labels: { form }, value });
  }
  return measurements;
}

/** Clocks of two machines may differ; nothing takes less than no time. */
function secondsBetween(from: Date, to: Date): number {
  return Math.max(0, to.getTime() - from.getTime()) / 1_000;
}
