/** One queue per kind of job, so that a long restore never waits behind a hundred verifications. */
export const QUEUE_NAMES = ['backup', 'restore', 'verify', 'drill', 'retention'] as const;
export type QueueName = (typeof QUEUE_NAMES)[number];

/** Queues carry ids only: what is to be done stands in PostgreSQL, which is the truth. */
export interface JobPayload {
  jobId: string;
}
