import type { ToldEvent } from './event-message.js';
import { count, inZone, oneLine, someLines } from './wording.js';

type Data = ToldEvent['data'];

/** What happened, in a sentence or two, from what the event knows; may be empty. */
export function leadOf({ kind, data }: ToldEvent, timeZone: string): string {
  const error = messageOf(data.error);
  if (error !== null) return error;
  switch (kind) {
    case 'backup.late':
      return lateLead(data, timeZone);
    case 'schedule.missed':
      return missedLead(data, timeZone);
    case 'retention.stopped':
      return stoppedLead(data);
    case 'storage.low':
      return 'New backups fail when none is left.';
    case 'restore.awaiting_approval':
      return awaitingLead(data);
    case 'approval.lifted':
      return 'From now on whoever may restore does so alone. What waits already goes on waiting.';
    case 'backup.completed':
    case 'backup.failed':
    case 'backup.corrupted':
    case 'restore.completed':
    case 'restore.failed':
    case 'restore.rolled_back':
    case 'restore.approved':
    case 'restore.rejected':
    case 'restore.expired':
    case 'rollback.failed':
    case 'drill.completed':
    case 'drill.failed':
    case 'retention.failed':
      return '';
  }
}

function lateLead(data: Data, timeZone: string): string {
  const due = timeOf(data.dueAt, timeZone);
  const schedule = typeof data.schedule === 'string' ? ` (schedule "${oneLine(data.schedule, 100)}")` : '';
  const repeated = data.isRepeated === true ? ' It is not the first in a row.' : '';
  return due === null ? '' : `No backup has been made that was due at ${due}${schedule}.${repeated}`;
}

function missedLead(data: Data, timeZone: string): string {
  if (typeof data.message === 'string') return someLines(data.message);
  const due = timeOf(data.firstDueAt ?? data.dueAt, timeZone);
  const runs = typeof data.dueCount === 'number' ? count(data.dueCount, 'run') : 'A run';
  if (data.reason !== 'caught_up' || due === null) return '';
  return `Nobody was there: ${runs} due since ${due} did not begin. One run catches up.`;
}

function awaitingLead({ requestedBy }: Data): string {
  const who = typeof requestedBy === 'string' ? oneLine(requestedBy, 100) : 'Somebody';
  return `${who} asked for it. Look at its plan, and approve or reject it.`;
}

function stoppedLead({ wouldDelete, of }: Data): string {
  if (typeof wouldDelete !== 'number' || typeof of !== 'number') return '';
  return `It would have deleted ${wouldDelete} of ${count(of, 'backup')}, and deleted none.`;
}

function messageOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('message' in error)) return null;
  return typeof error.message === 'string' ? someLines(error.message) : null;
}

export function timeOf(value: unknown, timeZone: string): string | null {
  const at = typeof value === 'string' ? new Date(value) : null;
  return at === null || Number.isNaN(at.getTime()) ? null : inZone(at, timeZone);
}
