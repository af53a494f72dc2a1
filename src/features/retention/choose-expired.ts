import { bytesInWords } from '../../common/bytes-in-words.js';
import {
  type BackupOrigin,
  type BackupStatus,
  isFinalStatus,
  PROOF_LEVELS,
  type ProofLevel,
} from '../backups/backup-states.js';
import { KEEP_PERIODS, type RetentionRules } from '../settings/retention-rules.js';
import { keptByCalendar } from './keep-by-calendar.js';

/** What the choice needs to know of a backup. */
export interface RetentionBackup {
  id: string;
  /** Counts up in its tenant: says which of two is newer, whatever the clocks said. */
  number: number;
  origin: BackupOrigin;
  status: BackupStatus;
  proof: ProofLevel;
  pinned: boolean;
  createdAt: Date;
  storedBytes: number | null;
  /** What needs it right now, in words; null for nothing. */
  use: string | null;
}

export interface RetentionPolicy extends RetentionRules {
  /** IANA name: where a day of `keep` begins. */
  timeZone: string;
}

export interface Choice<Of extends RetentionBackup = RetentionBackup> {
  backup: Of;
  /** A sentence for an operator. */
  reason: string;
}

/** The newest first, both. */
export interface Choices<Of extends RetentionBackup = RetentionBackup> {
  delete: Choice<Of>[];
  keep: Choice<Of>[];
  /** What is kept is larger than the quota by so many bytes; 0 where it fits. */
  overQuotaBytes: number;
}

const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * What of one source's backups goes, and why. Promises, whatever the rules and the clocks say (design: "Retention never
 * takes the last good backup"): the newest completed backup, the newest that is proven furthest, the newest that no restore made
 * and nobody uploaded, pinned ones and those in use stay; only completed backups are counted.
 */
export function chooseExpired<Of extends RetentionBackup>(
  backups: readonly Of[],
  policy: RetentionPolicy,
  now: Date,
): Choices<Of> {
  const newestFirst = [...backups].sort((a, b) => b.number - a.number);
  const completed = newestFirst.filter(({ status }) => status === 'completed');
  const context: Context = {
    policy,
    now,
    newestCompleted: completed.find(({ origin }) => origin !== 'upload')?.number ?? -Infinity,
    protections: protectionsOf(completed),
    counted: countedOf(completed, policy),
    calendar: keptByCalendar(
      completed.filter((backup) => countOf(backup, policy) === 'ordinary'),
      policy.keep,
      policy.timeZone,
    ),
  };
  const verdicts = newestFirst.map((backup) => ({ backup, ...judge(backup, context) }));
  const overQuotaBytes = applyQuota(verdicts, policy.quotaBytes);
  const chosen = (wanted: Verdict['goes']): Choice<Of>[] =>
    verdicts.filter(({ goes }) => goes === wanted).map(({ backup, reason }) => ({ backup, reason }));
  return { delete: chosen(true), keep: chosen(false), overQuotaBytes };
}

/**
 * Whether the choice takes more than half of the completed backups: then it is not obeyed. Those that somebody has seen go
 * (`seen`: their ids) do not count, neither among those that go nor among all.
 */
export function takesMoreThanHalf(choices: Choices, seen: ReadonlySet<string> = new Set()): boolean {
  const isUnseen = ({ backup }: Choice): boolean => !seen.has(backup.id);
  const { going, all } = countCompleted({ ...choices, delete: choices.delete.filter(isUnseen) });
  return going * 2 > all;
}

/** How many completed backups go, and of how many. */
export function countCompleted(choices: Choices): { going: number; all: number } {
  const completed = (list: Choice[]): number => list.filter(({ backup }) => backup.status === 'completed').length;
  const going = completed(choices.delete);
  return { going, all: going + completed(choices.keep) };
}

interface Context {
  policy: RetentionPolicy;
  now: Date;
  /** The number of the newest that was taken of the source. */
  newestCompleted: number;
  /** By id. */
  protections: ReadonlyMap<string, string>;
  /** By id: the place among those it is counted with, from 1. */
  counted: ReadonlyMap<string, number>;
  /** By id: the place in the calendar that it holds. */
  calendar: ReadonlyMap<string, string>;
}

interface Verdict {
  goes: boolean;
  reason: string;
  /** Not even a quota takes it. */
  isProtected: boolean;
}

const stays = (reason: string): Verdict => ({ goes: false, reason, isProtected: false });
const isProtected = (reason: string): Verdict => ({ goes: false, reason, isProtected: true });
const goes = (reason: string): Verdict => ({ goes: true, reason, isProtected: false });

function judge(backup: RetentionBackup, context: Context): Verdict {
  if (!isFinalStatus(backup.status)) return isProtected('It is being made.');
  if (backup.pinned) return isProtected('It is pinned.');
  if (backup.use !== null) return isProtected(`It is in use: ${backup.use}.`);
  const protection = context.protections.get(backup.id);
  if (protection !== undefined) return isProtected(protection);
  return backup.status === 'completed' ? judgeCompleted(backup, context) : judgeUnusable(backup, context);
}

function judgeCompleted(backup: RetentionBackup, { policy, now, counted, calendar }: Context): Verdict {
  const slot = calendar.get(backup.id);
  const { limit, noun } = countLimitOf(backup, policy);
  const hasLimits = limit > 0 || policy.retentionDays > 0;
  const isByCalendar = countOf(backup, policy) === 'ordinary' && hasCalendar(policy);
  if (!hasLimits && !isByCalendar) return stays('No limit is set for it.');
  const tooOld = ageReason(backup, policy, now);
  const place = counted.get(backup.id) ?? 0;
  const tooMany = limit > 0 && place > limit ? tooManyReason(place - 1, limit, noun) : null;
  if (hasLimits && tooOld === null && tooMany === null) return stays(withinReason(limit, noun, policy));
  if (slot !== undefined) return stays(`It is ${slot}.`);
  const broken = [tooMany, tooOld].filter((reason) => reason !== null).join('; ');
  const noSlot = 'it is not the newest of a day, week, month or year that is kept';
  return goes(sentence([broken, ...(isByCalendar ? [noSlot] : [])].filter((part) => part !== '').join('; ')));
}

/** Failed, canceled, corrupted: never counted, they go by their age alone. */
function judgeUnusable(backup: RetentionBackup, { policy, now, newestCompleted }: Context): Verdict {
  if (backup.status === 'corrupted' && backup.number > newestCompleted) {
    return isProtected('It is damaged, but no newer backup is completed: it may be all there is.');
  }
  const tooOld = ageReason(backup, policy, now);
  if (tooOld !== null) return goes(sentence(`it is ${backup.status}, and ${tooOld}`));
  if (policy.retentionDays === 0) return stays(`It is ${backup.status}, and nothing expires by its age.`);
  return stays(`It is ${backup.status}, and younger than ${days(policy.retentionDays)}.`);
}

function ageReason({ createdAt }: RetentionBackup, { retentionDays }: RetentionPolicy, now: Date): string | null {
  const ageMs = now.getTime() - createdAt.getTime();
  if (retentionDays === 0 || ageMs <= retentionDays * DAY_MS) return null;
  return `it is ${days(Math.floor(ageMs / DAY_MS))} old, and ${days(retentionDays)} are kept`;
}

function tooManyReason(newer: number, limit: number, noun: string): string {
  const others = newer === 1 ? `1 newer ${noun} is there` : `${newer} newer ${noun}s are there`;
  return `${others}, and ${limit === 1 ? 'only the newest stays' : `the newest ${limit} stay`}`;
}

function withinReason(limit: number, noun: string, { retentionDays }: RetentionPolicy): string {
  const parts = [
    ...(limit > 0 ? [limit === 1 ? `the newest ${noun}` : `among the newest ${limit} ${noun}s`] : []),
    ...(retentionDays > 0 ? [`no older than ${days(retentionDays)}`] : []),
  ];
  return `It is ${parts.join(' and ')}.`;
}

/** What no rule may take, by id, with the reason. */
function protectionsOf(completed: readonly RetentionBackup[]): Map<string, string> {
  const protections = new Map<string, string>();
  const protect = (backup: RetentionBackup | undefined, reason: string): void => {
    if (backup !== undefined && !protections.has(backup.id)) protections.set(backup.id, reason);
  };
  const ownCaptures = completed.filter(isOwnCapture);
  protect(completed[0], 'It is the newest completed backup of its source.');
  protect(ownCaptures[0], 'It is the newest completed backup of its source that no restore made and nobody uploaded.');
  // A safety backup may hold what the restore was to undo, an upload anything: they take the place of none that was made on purpose.
  for (const group of [completed, ownCaptures]) {
    const best = bestProven(group);
    protect(
      best,
      `It is the newest backup of its source that is proven to "${best?.proof ?? ''}", the furthest of all.`,
    );
  }
  return protections;
}

/** The newest of the highest proof; `completed` is the newest first. */
function bestProven(completed: readonly RetentionBackup[]): RetentionBackup | undefined {
  const rank = ({ proof }: RetentionBackup): number => PROOF_LEVELS.indexOf(proof);
  return completed.reduce<RetentionBackup | undefined>(
    (best, backup) => (best === undefined || rank(backup) > rank(best) ? backup : best),
    undefined,
  );
}

/** A backup that was taken of its source on purpose. */
function isOwnCapture({ origin }: RetentionBackup): boolean {
  return origin === 'manual' || origin === 'scheduled';
}

type Count = 'ordinary' | 'manual' | 'safety' | 'upload';

/** What it is counted with. */
function countOf({ origin }: RetentionBackup, { maxManual }: RetentionPolicy): Count {
  if (origin === 'safety' || origin === 'upload') return origin;
  return maxManual > 0 && origin === 'manual' ? 'manual' : 'ordinary';
}

function countLimitOf(backup: RetentionBackup, policy: RetentionPolicy): { limit: number; noun: string } {
  switch (countOf(backup, policy)) {
    case 'manual':
      return { limit: policy.maxManual, noun: 'manual backup' };
    case 'safety':
      return { limit: policy.maxBackups, noun: 'safety backup' };
    case 'upload':
      return { limit: policy.maxManual > 0 ? policy.maxManual : policy.maxBackups, noun: 'uploaded backup' };
    case 'ordinary':
      return { limit: policy.maxBackups, noun: 'backup' };
  }
}

function countedOf(completed: readonly RetentionBackup[], policy: RetentionPolicy): Map<string, number> {
  const last: Record<Count, number> = { ordinary: 0, manual: 0, safety: 0, upload: 0 };
  return new Map(completed.map((backup) => [backup.id, (last[countOf(backup, policy)] += 1)]));
}

function hasCalendar({ keep }: RetentionPolicy): boolean {
  return KEEP_PERIODS.some((period) => keep[period] > 0);
}

/** The oldest of what is not protected goes until the rest fits; answers the bytes it still lacks. */
function applyQuota(verdicts: (Verdict & { backup: RetentionBackup })[], quotaBytes: number): number {
  if (quotaBytes === 0) return 0;
  const kept = verdicts.filter(({ goes }) => !goes);
  let bytes = kept.reduce((sum, { backup }) => sum + (backup.storedBytes ?? 0), 0);
  for (const verdict of kept.reverse()) {
    const { storedBytes } = verdict.backup;
    if (bytes <= quotaBytes || verdict.isProtected || storedBytes === null || storedBytes === 0) continue;
    const reason = `The backups of its source take ${bytesInWords(bytes)} of a quota of ${bytesInWords(quotaBytes)}, and the oldest go first.`;
    Object.assign(verdict, goes(reason));
    bytes -= storedBytes;
  }
  return Math.max(0, bytes - quotaBytes);
}

function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
