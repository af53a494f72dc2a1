import type { EventKind } from '../events/event-kinds.js';

/** What a channel can be asked to tell of. */
export const TOPICS = [
  'failed',
  'succeeded',
  'late',
  'corrupted',
  'storage_low',
  'drill_failed',
  'drill_done',
  'restore_failed',
  'restore_done',
  'retention_failed',
  'approval',
  'approval_done',
] as const;

export type Topic = (typeof TOPICS)[number];

/** What somebody who sleeps wants to be woken for. */
export const PROBLEM_TOPICS: readonly Topic[] = [
  'failed',
  'late',
  'corrupted',
  'storage_low',
  'drill_failed',
  'restore_failed',
  'retention_failed',
];

/** Of a channel that does not say: what went wrong, and what waits for somebody. */
export const DEFAULT_TOPICS: readonly Topic[] = [...PROBLEM_TOPICS, 'approval'];

/** Under which topic an event is told. A new kind has to find its place here, or nothing compiles. */
export const TOPIC_OF_KIND: Record<EventKind, Topic> = {
  'backup.completed': 'succeeded',
  'backup.failed': 'failed',
  'backup.late': 'late',
  'backup.corrupted': 'corrupted',
  'restore.completed': 'restore_done',
  'restore.failed': 'restore_failed',
  'restore.rolled_back': 'restore_done',
  'restore.awaiting_approval': 'approval',
  'restore.approved': 'approval_done',
  'restore.rejected': 'approval_done',
  'restore.expired': 'approval_done',
  'approval.lifted': 'approval',
  'rollback.failed': 'restore_failed',
  'drill.completed': 'drill_done',
  'drill.failed': 'drill_failed',
  'storage.low': 'storage_low',
  'retention.stopped': 'retention_failed',
  'retention.failed': 'retention_failed',
  'schedule.missed': 'late',
};

export function isProblem(topic: Topic): boolean {
  return PROBLEM_TOPICS.includes(topic);
}

/** Channels as rows have it: their lists in jsonb. */
export interface Interest {
  topics: readonly Topic[];
  /** null: all, those that come too. */
  sourceIds: readonly string[] | null;
}

/** Whether a channel is to be told. What is of no source, such as a store that fills up, concerns all of them. */
export function wants(interest: Interest, event: { kind: EventKind; sourceId: string | null }): boolean {
  if (!interest.topics.includes(TOPIC_OF_KIND[event.kind])) return false;
  return interest.sourceIds === null || event.sourceId === null || interest.sourceIds.includes(event.sourceId);
}
