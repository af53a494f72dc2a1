/** What is worth telling somebody who is not looking. `noun.what_happened`. */
export const EVENT_KINDS = [
  'backup.completed',
  'backup.failed',
  'backup.late',
  'backup.corrupted',
  'restore.completed',
  'restore.failed',
  'restore.rolled_back',
  'restore.awaiting_approval',
  'restore.approved',
  'restore.rejected',
  'restore.expired',
  'approval.lifted',
  'rollback.failed',
  'drill.completed',
  'drill.failed',
  'storage.low',
  'retention.stopped',
  'retention.failed',
  'schedule.missed',
] as const;

export type EventKind = (typeof EVENT_KINDS)[number];
