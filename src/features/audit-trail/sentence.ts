import type { AuditEvent } from '../audit/audit-event.entity.js';
import { changeOfPerson, changeOfTenant, mayOfKey, withWhat } from './sentences-of-people.js';
import { count, fields, nameInWords, own, text, type Told } from './told.js';

export type ToldAct = Pick<
  AuditEvent,
  'action' | 'actor' | 'actorKind' | 'credentialName' | 'outcome' | 'subjectType' | 'subjectName'
> & { data: object };

/** What somebody did, after their name. */
const ACTS: Record<string, (told: Told) => string> = {
  'auth.login': () => 'signed in',
  'auth.logout': () => 'signed out',
  'request.refuse': ({ data }) => `${refusedRequest(data)}${times(data)}`,
  'source.create': ({ subject }) => `added ${subject}`,
  'source.update': ({ subject, data }) => `changed ${fields(data)}${subject}`,
  'source.delete': ({ subject, data }) =>
    `deleted ${subject}${data.withBackups === true ? ` with ${count(data.backups, 'backup')}` : ''}`,
  'backup.create': ({ subject }) => `asked for ${subject}`,
  'backup.update': changeOfBackup,
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
  'settings.update': ({ data }) => changeOfSettings(data.fields),
  'notification_channel.create': ({ subject }) => `made ${subject}`,
  'notification_channel.update': ({ subject, data }) => `changed ${fields(data)}${subject}`,
  'notification_channel.delete': ({ subject }) => `deleted ${subject}`,
  'notification_channel.test': ({ subject }) => `sent a test through ${subject}`,
  'auth.change_password': () => 'changed their password',
  'session.revoke': ({ data }) => `ended a session${typeof data.email === 'string' ? ` of ${data.email}` : ''}`,
  'session.revoke_all': ({ subject }) => `ended all sessions of ${subject}`,
  'api_key.create': ({ subject, data }) => `made ${subject}${mayOfKey(data)}`,
  'api_key.revoke': ({ subject, data }) => `revoked ${subject}${withWhat(data)}`,
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
  'user.create': ({ subject, data }) => `made ${subject}${typeof data.role === 'string' ? `, as ${data.role}` : ''}`,
  'user.update': changeOfPerson,
  'user.delete': ({ subject }) => `deleted ${subject}`,
  'tenant.create': ({ subject, data }) =>
    `made ${subject}${typeof data.plan === 'string' ? ` with the plan ${data.plan}` : ''}`,
  'tenant.update': changeOfTenant,
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

/** What somebody tried and was refused, or what failed: that they did it would not be true. */
const TRIES: Record<string, string> = {
  'auth.login': 'tried to sign in',
  'auth.change_password': 'tried to change their password',
};

/** They say themselves that it was refused. */
const REFUSALS: readonly string[] = ['request.refuse', 'api_key.refuse', 'download_link.refuse'];

/** Why a request was refused, before what was asked for. */
const REFUSED_BECAUSE: Record<string, string> = {
  NOT_FOUND: 'asked for what is not there',
  UNAUTHENTICATED: 'was not signed in for',
  FORBIDDEN: 'was not allowed',
  RATE_LIMITED: 'asked too often for',
};

/** How a job ended, of whoever asked for it: `anna@example.test restored …, 3 minutes, completed`. */
const JOBS: Record<string, (told: Told) => string> = {
  'backup.end': ({ subject }) => `made ${subject}`,
  'verify.end': ({ subject }) => `verified ${subject}`,
  'restore.end': ({ subject }) => restored(subject),
  'rollback.end': ({ subject }) => `rolled back ${subject}`,
  'close_window.end': ({ subject }) => `closed the rollback window of ${subject}`,
  'drill.end': ({ subject }) => `rehearsed ${subject}`,
  'retention.end': ({ subject }) => `ran the retention of ${subject}`,
};

/** Who asks for retention where nobody did: it comes by itself, once a day. */
const BY_ITSELF = 'retention';

const NOUNS: Record<string, string> = {
  api_key: 'API key',
  notification_channel: 'notification channel',
  retention_run: 'source',
};

/** An event as a person would tell it. Names as they were then; no address, and nothing that the event does not hold. */
export function sentenceOf(act: ToldAct): string {
  const data = act.data as Record<string, unknown>;
  const told = { subject: subjectOf(act), data };
  const job = own(JOBS, act.action);
  if (act.action === 'control_database.move') return 'The control database was brought back from a dump';
  if (act.action === 'retention.end' && data.requestedBy === BY_ITSELF)
    return `The retention of ${told.subject} ran by itself${howItEnded(data)}`;
  if (job !== undefined) return `${text(data.requestedBy)} ${job(told)}${howItEnded(data)}`;
  const what =
    own(ACTS, act.action)?.(told) ??
    `${act.action.replaceAll(/[._]/g, ' ')}${act.subjectType === null ? '' : `: ${told.subject}`}`;
  if (act.outcome === 'ok' || REFUSALS.includes(act.action)) return `${actorOf(act)} ${what}`;
  const tried = own(TRIES, act.action) ?? what;
  return `${actorOf(act)} ${tried}: ${act.outcome}${because(data)}${times(data)}`;
}

/** That nobody was recognised is what a refused sign-in is; any other reason is told by its code. */
function because({ code }: Record<string, unknown>): string {
  return typeof code === 'string' && code !== 'UNAUTHENTICATED' ? ` (${code})` : '';
}

function refusedRequest({ code, method, path }: Record<string, unknown>): string {
  const request = `${text(method)} ${text(path)}`;
  const why = own(REFUSED_BECAUSE, text(code));
  return why === undefined ? `was refused ${request} (${text(code)})` : `${why}: ${request}`;
}

/** Pinning alone is a verb of its own; older events do not hold which way it went. */
function changeOfBackup({ subject, data }: Told): string {
  const { fields: changed, pinned } = data;
  const isPin = Array.isArray(changed) && changed.length === 1 && changed[0] === 'pinned';
  if (!isPin) return `changed ${fields(data)}${subject}`;
  if (typeof pinned !== 'boolean') return `changed whether ${subject} is pinned`;
  return `${pinned ? 'pinned' : 'unpinned'} ${subject}`;
}

function changeOfSettings(changed: unknown): string {
  const names = (Array.isArray(changed) ? changed : [changed]).map((field) => `“${nameInWords(text(field))}”`);
  return `changed the ${names.length === 1 ? 'setting' : 'settings'} ${names.join(', ')}`;
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
  if (subjectName === null) return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;
  return `${noun} ${subjectName}`;
}

/** Of `restore #3 of backup #12 of shop`: its backup is what was restored. */
function restored(subject: string): string {
  return `restored ${subject.replace(/^restore #\d+ of /, '')}`;
}

function howItEnded(data: Record<string, unknown>): string {
  const seconds = typeof data.seconds === 'number' ? `, ${durationInWords(data.seconds)}` : '';
  return `${seconds}, ${text(data.state)}${typeof data.code === 'string' ? ` (${data.code})` : ''}`;
}

export function durationInWords(seconds: number): string {
  if (seconds < 0.5) return 'less than a second';
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

function level(data: Record<string, unknown>): string {
  return typeof data.level === 'string' ? ` up to ${data.level}` : '';
}

function times(data: Record<string, unknown>): string {
  return typeof data.count === 'number' ? `, ${data.count} times` : '';
}
