import type { EventKind } from '../events/event-kinds.js';
import { leadOf, timeOf } from './event-lead.js';
import type { Entry, Fact, Message, Tone } from './message.js';
import { TOPIC_OF_KIND, isProblem } from './topics.js';
import { count, inZone, oneLine, size, someLines, span } from './wording.js';

/** An event, with what is told beside it. */
export interface ToldEvent {
  id: string;
  kind: EventKind;
  createdAt: Date;
  subjectType: string | null;
  subjectId: string | null;
  data: Readonly<Record<string, unknown>>;
  source: { id: string; name: string } | null;
  /** Of the source: when its newest completed backup began; null when it has none. Absent: not asked for. */
  lastGoodAt?: Date | null;
}

/** To whom it is said. */
export interface Audience {
  channelName: string;
  /** IANA name. */
  timeZone: string;
  /** Where Backstitch is, without a slash at its end. */
  baseUrl: string;
}

/** One event, in full. */
export function eventMessage(event: ToldEvent, audience: Audience): Message {
  return {
    id: event.id,
    tone: toneOf(event.kind),
    title: titleOf(event),
    lead: leadOf(event, audience.timeZone),
    facts: factsOf(event, audience),
    groups: [],
    link: linkOf(event, audience),
    footer: footerOf(audience),
  };
}

/** One event, in a line. */
export function eventEntry(event: ToldEvent, audience: Audience): Entry {
  const code = errorOf(event)?.code;
  const when = inZone(event.createdAt, audience.timeZone);
  return {
    tone: toneOf(event.kind),
    text: `${when}  ${titleOf(event)}${code === undefined ? '' : ` (${code})`}`,
    url: linkOf(event, audience)?.url ?? null,
  };
}

export function toneOf(kind: EventKind): Tone {
  const topic = TOPIC_OF_KIND[kind];
  if (topic === 'storage_low' || topic === 'late' || topic === 'approval') return 'warning';
  return isProblem(topic) ? 'bad' : 'good';
}

export function footerOf({ channelName, baseUrl }: Audience): string {
  return `Backstitch at ${baseUrl}, channel "${oneLine(channelName, 100)}"`;
}

export function titleOf(event: ToldEvent): string {
  const source = event.source === null ? 'a source' : oneLine(event.source.name, 100);
  switch (event.kind) {
    case 'backup.completed':
      return `Backup of ${source} completed`;
    case 'backup.failed':
      return `Backup of ${source} FAILED`;
    case 'backup.late':
      return `Backup of ${source} is LATE`;
    case 'backup.corrupted':
      return `A backup of ${source} is DAMAGED`;
    case 'restore.completed':
      return `Restore of ${source} completed`;
    case 'restore.failed':
      return `Restore of ${source} FAILED`;
    case 'restore.rolled_back':
      return `Restore of ${source} was rolled back`;
    case 'restore.awaiting_approval':
      return `${actOf(event)} of ${source} waits for APPROVAL`;
    case 'restore.approved':
      return `${actOf(event)} of ${source} was approved`;
    case 'restore.rejected':
      return `${actOf(event)} of ${source} was rejected`;
    case 'restore.expired':
      return `${actOf(event)} of ${source} was approved by nobody`;
    case 'approval.lifted':
      return 'Restores need NO APPROVAL any more';
    case 'rollback.failed':
      return `Rollback of ${source} FAILED`;
    case 'drill.completed':
      return `Drill of ${source} passed`;
    case 'drill.failed':
      return `Drill of ${source} FAILED`;
    case 'storage.low':
      return 'The store has little room left';
    case 'retention.stopped':
      return event.source === null ? 'Retention STOPPED itself' : `Retention of ${source} STOPPED itself`;
    case 'retention.failed':
      return event.source === null ? 'Retention FAILED' : `Retention of ${source} FAILED`;
    case 'schedule.missed':
      return `A scheduled run of ${source} was MISSED`;
  }
}

function factsOf(event: ToldEvent, { timeZone }: Audience): Fact[] {
  const { data, source, lastGoodAt } = event;
  const error = errorOf(event);
  const number = numberOf(data.number);
  const facts: [label: string, value: string | null][] = [
    ['Source', source === null ? null : oneLine(source.name)],
    ['When', inZone(event.createdAt, timeZone)],
    [subjectLabel(event), subjectValue(number, data.name)],
    ['Asked for by', textOf(data.requestedBy)],
    ['Decided by', textOf(data.decidedBy)],
    ['Reason', typeof data.reason === 'string' ? someLines(data.reason) : null],
    ['Until', timeOf(data.expiresAt, timeZone)],
    ['Due', timeOf(data.dueAt, timeZone)],
    ['Error', error === null ? null : error.code],
    ['What to do', error?.hint ?? (typeof data.hint === 'string' ? someLines(data.hint) : null)],
    ['Newest good backup', lastGoodAt === undefined ? null : lastGoodWords(lastGoodAt, event.createdAt, timeZone)],
    ['Proof', textOf(data.proof)],
    ['Took', spanValue(data.durationMs)],
    ['Recovery took', spanValue(inMilliseconds(data.recoverySeconds))],
    ['Clients waited', spanValue(data.downtimeMs)],
    ['Size', sizeValue(data.storedBytes)],
    ['Free', freeValue(data)],
    ['Store', textOf(data.location)],
  ];
  return facts.flatMap(([label, value]) => (value === null || value === '' ? [] : [{ label, value }]));
}

function actOf({ data }: ToldEvent): string {
  return data.act === 'rollback' ? 'Rollback' : 'Restore';
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? oneLine(value) : null;
}

function subjectLabel({ subjectType }: ToldEvent): string {
  const word = oneLine(subjectType ?? 'Subject', 30).replaceAll('_', ' ');
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function subjectValue(number: number | null, name: unknown): string | null {
  const named = typeof name === 'string' ? oneLine(name) : '';
  if (number === null) return named;
  return named === '' ? `#${number}` : `#${number}, ${named}`;
}

function lastGoodWords(at: Date | null, now: Date, timeZone: string): string {
  if (at === null) return 'none at all';
  return `${inZone(at, timeZone)} (${span(now.getTime() - at.getTime())} before)`;
}

function freeValue(data: ToldEvent['data']): string | null {
  const free = numberOf(data.freeBytes);
  const percent = numberOf(data.freePercent);
  if (free === null) return percent === null ? null : `${percent} %`;
  return percent === null ? size(free) : `${size(free)} (${percent} %)`;
}

function linkOf(event: ToldEvent, { baseUrl }: Audience): Message['link'] {
  const page = PAGES[event.subjectType ?? ''];
  if (page !== undefined && event.subjectId !== null) {
    return { label: 'Show it', url: `${baseUrl}/admin/${page}/${event.subjectId}/show` };
  }
  if (event.source !== null) return { label: 'Show it', url: `${baseUrl}/admin/sources/${event.source.id}/show` };
  return { label: 'Open Backstitch', url: `${baseUrl}/admin/` };
}

/** By the type of an event's subject. */
const PAGES: Readonly<Record<string, string | undefined>> = {
  backup: 'backups',
  restore: 'restores',
  drill: 'drills',
  schedule: 'schedules',
  source: 'sources',
};

interface ErrorWords {
  code: string;
  message: string;
  hint: string | null;
}

function errorOf({ data }: ToldEvent): ErrorWords | null {
  const { error } = data;
  if (typeof error !== 'object' || error === null) return null;
  const { code, message, hint } = error as Record<string, unknown>;
  return {
    code: typeof code === 'string' ? oneLine(code, 60) : 'INTERNAL_ERROR',
    message: typeof message === 'string' ? message : '',
    hint: typeof hint === 'string' ? someLines(hint) : null,
  };
}

function spanValue(value: unknown): string | null {
  const milliseconds = numberOf(value);
  if (milliseconds === null) return null;
  return milliseconds < 1_000 ? count(Math.round(milliseconds), 'ms', 'ms') : span(milliseconds);
}

function inMilliseconds(seconds: unknown): number | null {
  const known = numberOf(seconds);
  return known === null ? null : known * 1_000;
}

function sizeValue(value: unknown): string | null {
  const bytes = numberOf(value);
  return bytes === null ? null : size(bytes);
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
