import type { AuditEvent } from '../audit/audit-event.entity.js';

export type ToldAct = Pick<
  AuditEvent,
  'action' | 'actor' | 'actorKind' | 'credentialName' | 'outcome' | 'subjectType' | 'subjectName'
> & { data: object };

interface Told {
  /** `backup #12 of shop`; `a backup` of events that kept no name. */
  subject: string;
  data: Record<string, unknown>;
}

/** What somebody did, after their name. */
const ACTS: Record<string, (told: Told) => string> = {
  'auth.login': () => 'signed in',
  'auth.logout': () => 'signed out',
  'request.refuse': ({ data }) =>
    `was refused ${text(data.method)} ${text(data.path)} (${text(data.code)})${times(data)}`,
  'source.create': ({ subject }) => `added ${subject}`,
  'source.update': ({ subject, data }) => `changed ${fields(data)}${subject}`,
  'source.delete': ({ subject, data }) =>
    `deleted ${subject}${data.withBackups === true ? ` with ${count(data.backups, 'backup')}` : ''}`,
  'backup.create': ({ subject }) => `asked for ${subject}`,
  'backup.update': ({ subject, data }) => `changed ${fields(data)}${subject}`,
  'backup.delete': ({ subject, data }) =>
    `deleted ${subject}${typeof data.reason === 'string' ? `: ${data.reason}` : ''}`,
  'backup.verify': ({ subject, data }) => `asked for a verification of ${subject}${level(data)}`,
  'backup.cancel': ({ subject }) => `asked to stop what runs for ${subject}`,
  'backup.download': ({ subject, data }) =>
    `downloaded ${text(data.fileName)} of ${subject}${data.decrypt === true ? ', in clear' : ''}`,
  'restore.plan': ({ subject, data }) => `planned a restore of ${subject}: the schema is ${text(data.verdict)}`,
  'restore.create': ({ subject, data }) => `asked for ${subject}${overrides(data)}`,
  'restore.cancel': ({ subject }) => `asked to stop ${subject}`,
  'restore.rollback': ({ subject }) => `asked to roll back ${subject}`,
  'restore.update': ({ subject, data }) =>
    `moved the end of the rollback window of ${subject} to ${text(data.rollbackUntil)}`,
  'restore.release': ({ subject, data }) => `released the database ${text(data.database)}, which ${subject} had kept`,
  'drill.create': ({ subject }) => `asked for ${subject}`,
  'drill.cancel': ({ subject }) => `asked to stop ${subject}`,
  'schedule.create': ({ subject }) => `made ${subject}`,
  'schedule.update': ({ subject, data }) => `changed ${fields(data)}${subject}`,
  'schedule.pause': ({ subject }) => `paused ${subject}`,
  'schedule.resume': ({ subject }) => `resumed ${subject}`,
  'schedule.run': ({ subject }) => `ran ${subject} at once`,
  'schedule.delete': ({ subject }) => `deleted ${subject}`,
  'settings.update': ({ data }) => `changed the settings ${list(data.fields)}`,
  'notification_channel.create': ({ subject }) => `made ${subject}`,
  'notification_channel.update': ({ subject, data }) => `changed ${fields(data)}${subject}`,
  'notification_channel.delete': ({ subject }) => `deleted ${subject}`,
  'notification_channel.test': ({ subject }) => `sent a test through ${subject}`,
  'auth.change_password': () => 'changed their password',
  'session.revoke': () => 'ended a session',
  'session.revoke_all': ({ subject }) => `ended all sessions of ${subject}`,
  'api_key.create': ({ subject }) => `made ${subject}`,
  'api_key.revoke': ({ subject }) => `revoked ${subject}`,
  'api_key.refuse': ({ subject, data }) => `came with ${subject}, which was refused${times(data)}`,
  'backup.download_url': ({ subject }) => `made a download link of ${subject}`,
  'backup.import': ({ subject }) => `imported ${subject}`,
  'download_link.refuse': () => 'came with a download link that was refused',
  'catalog.rebuild': () => 'brought what the store holds into the control database',
  'backup.export': () => 'exported the list of backups',
  'backup.keep': ({ subject, data }) => `kept ${subject}${typeof data.reason === 'string' ? `: ${data.reason}` : ''}`,
  'restore.approve': ({ subject }) => `approved ${subject}`,
  'restore.reject': ({ subject }) => `refused ${subject}`,
  'restore.expire': ({ subject }) => `let ${subject} expire, which nobody had approved`,
  'user.create': ({ subject }) => `made ${subject}`,
  'user.update': ({ subject }) => `changed ${subject}`,
  'user.delete': ({ subject }) => `deleted ${subject}`,
  'tenant.create': ({ subject }) => `made ${subject}`,
  'tenant.update': ({ subject }) => `changed ${subject}`,
  'second_factor.offer': () => 'began to set up a second factor',
  'second_factor.enable': () => 'switched a second factor on',
  'second_factor.renew_recovery_codes': () => 'made new recovery codes',
  'second_factor.disable': () => 'switched the second factor off',
  'second_factor.reset': ({ subject }) => `took the second factor of ${subject} away`,
  'user.link': ({ subject }) => `linked ${subject} to an account of its own`,
  'user.reset_password': ({ subject }) => `set a new password of ${subject}`,
  'master_key.rotate': () => 'sealed every secret with a new master key',
  'encryption_key.rotate': () => 'made a new encryption key',
  'audit.export': ({ data }) => `exported the audit trail as ${text(data.format)}`,
};

/** How a job ended, of whoever asked for it: `anna@example.test restored …, 3 minutes, completed`. */
const JOBS: Record<string, (told: Told) => string> = {
  'backup.end': ({ subject }) => `made ${subject}`,
  'verify.end': ({ subject }) => `verified ${subject}`,
  'restore.end': ({ subject }) => restored(subject),
  'rollback.end': ({ subject }) => `rolled back ${subject}`,
  'close_window.end': ({ subject }) => `closed the rollback window of ${subject}`,
  'drill.end': ({ subject }) => `rehearsed ${subject}`,
  'retention.end': ({ subject }) => `ran retention of ${subject}`,
};

const NOUNS: Record<string, string> = { notification_channel: 'notification channel', retention_run: 'source' };

/** An event as a person would tell it. Names as they were then; no address, and nothing that the event does not hold. */
export function sentenceOf(act: ToldAct): string {
  const data = act.data as Record<string, unknown>;
  const told = { subject: subjectOf(act), data };
  const job = own(JOBS, act.action);
  if (act.action === 'control_database.move') return 'The control database was brought back from a dump';
  if (job !== undefined) return `${text(data.requestedBy)} ${job(told)}${howItEnded(data)}`;
  const what =
    own(ACTS, act.action)?.(told) ??
    `${act.action.replaceAll(/[._]/g, ' ')}${act.subjectType === null ? '' : `: ${told.subject}`}`;
  if (act.outcome === 'ok' || act.action === 'request.refuse') return `${actorOf(act)} ${what}`;
  const why = typeof data.code === 'string' ? ` (${data.code})` : '';
  return `${actorOf(act)} ${what}: ${act.outcome}${why}${times(data)}`;
}

function actorOf({ actor, actorKind, credentialName }: ToldAct): string {
  if (actor === null) return 'Somebody unknown';
  if (actorKind !== 'api-key') return actor;
  return `${actor} (API key${credentialName === null ? '' : ` "${credentialName}"`})`;
}

function subjectOf({ subjectType, subjectName: kept, data }: ToldAct): string {
  const subjectName = kept ?? ('email' in data && typeof data.email === 'string' ? data.email : null);
  if (subjectType === null) return 'it';
  const noun = own(NOUNS, subjectType) ?? subjectType.replaceAll(/[_-]/g, ' ');
  if (subjectName === null) return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
  return `${noun} ${subjectName}`;
}

/** Of `restore #3 of backup #12 of shop`: its backup is what was restored. */
function restored(subject: string): string {
  return `restored ${subject.replace(/^restore #\d+ of /, '')}`;
}

function howItEnded(data: Record<string, unknown>): string {
  const seconds = typeof data.seconds === 'number' ? `, ${durationInWords(data.seconds)}` : '';
  const why = typeof data.code === 'string' ? ` (${data.code})` : '';
  return `${seconds}, ${text(data.state)}${why}`;
}

export function durationInWords(seconds: number): string {
  if (seconds < 90) return count(Math.round(seconds), 'second');
  if (seconds < 90 * 60) return count(Math.round(seconds / 60), 'minute');
  return count(Math.round(seconds / 3_600), 'hour');
}

function overrides({ allowAhead, skipSafetyBackup, reason }: Record<string, unknown>): string {
  const said = [
    ...(allowAhead === true ? ['although the backup is ahead of the code'] : []),
    ...(skipSafetyBackup === true ? [`without a safety backup (${text(reason)})`] : []),
  ];
  return said.length === 0 ? '' : `, ${said.join(', ')}`;
}

function fields({ fields: named }: Record<string, unknown>): string {
  return Array.isArray(named) && named.length > 0 ? `${list(named)} of ` : '';
}

function level(data: Record<string, unknown>): string {
  return typeof data.level === 'string' ? ` up to ${data.level}` : '';
}

function times(data: Record<string, unknown>): string {
  return typeof data.count === 'number' ? `, ${data.count} times` : '';
}

function list(value: unknown): string {
  return Array.isArray(value) ? value.map(text).join(', ') : text(value);
}

function count(value: unknown, noun: string): string {
  return `${text(value)} ${noun}${value === 1 ? '' : 's'}`;
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : 'something';
}

function own<Value>(table: Record<string, Value>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
