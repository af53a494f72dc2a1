import type { QueueName } from '../../platform/queue/queue-names.js';

/** What a job does, and the queue that carries it. */
export const QUEUE_OF_ACTION = {
  backup: 'backup',
  import: 'backup',
  verify: 'verify',
  drill: 'drill',
  restore: 'restore',
  rollback: 'restore',
  close_window: 'retention',
  retention: 'retention',
} as const satisfies Record<string, QueueName>;

export type JobAction = keyof typeof QUEUE_OF_ACTION;

export const JOB_ACTIONS = Object.keys(QUEUE_OF_ACTION) as JobAction[];

/** What a job works on. */
export const SUBJECT_TYPES = ['backup', 'restore', 'drill', 'retention_run'] as const;
export type SubjectType = (typeof SUBJECT_TYPES)[number];

export const JOB_STATES = ['waiting', 'active', 'completed', 'failed', 'canceled'] as const;
export type JobState = (typeof JOB_STATES)[number];
