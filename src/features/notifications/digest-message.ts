import { type DigestData, type DigestSource, MOST_SOURCES } from './digest-data.js';
import { type Audience, footerOf } from './event-message.js';
import type { Entry, Group, Message } from './message.js';
import { count, inZone, oneLine, size, span } from './wording.js';

export type { DigestData } from './digest-data.js';

/** The day in one message: what needs a look first, and what is fine as well, since silence says nothing. */
export function digestMessage(id: string, digest: DigestData, audience: Audience): Message {
  const at = new Date(digest.at);
  const worries = digest.sources.filter(needsLook);
  const fine = digest.sources.filter((source) => !needsLook(source));
  return {
    id,
    tone: worries.length > 0 ? 'warning' : 'good',
    title: `Daily digest ${digest.day}: ${summaryOf(digest.sources, worries.length)}`,
    lead: leadOf(digest.sources),
    facts: [],
    groups: [group('Needs a look', worries, at, audience), group('Fine', fine, at, audience)].flat(),
    link: { label: 'Open Backstitch', url: `${audience.baseUrl}/admin/` },
    footer: footerOf(audience),
  };
}

function needsLook(source: DigestSource): boolean {
  return source.failed > 0 || source.lastBackupAt === null || source.lateSince !== null;
}

function summaryOf(sources: readonly DigestSource[], worries: number): string {
  if (sources.length === 0) return 'no sources';
  if (worries === 0) return `${count(sources.length, 'source')}, all fine`;
  return `${worries} of ${count(sources.length, 'source')} ${worries === 1 ? 'needs' : 'need'} a look`;
}

function leadOf(sources: readonly DigestSource[]): string {
  const total = (key: 'completed' | 'failed' | 'canceled') => sources.reduce((sum, source) => sum + source[key], 0);
  const [completed, failed, canceled] = [total('completed'), total('failed'), total('canceled')];
  const ran =
    completed + failed + canceled === 0
      ? 'Nothing ran in the last 24 hours.'
      : `In the last 24 hours: ${count(completed, 'backup')} completed, ${failed} failed, ${canceled} canceled.`;
  return sources.length < MOST_SOURCES ? ran : `${ran} Only ${MOST_SOURCES} sources are listed.`;
}

function group(title: string, sources: readonly DigestSource[], at: Date, audience: Audience): Group[] {
  if (sources.length === 0) return [];
  const entries = sources.map((source) => entryOf(source, at, audience));
  return [{ title: `${title}: ${sources.length}`, entries, more: 0 }];
}

function entryOf(source: DigestSource, at: Date, { timeZone, baseUrl }: Audience): Entry {
  const { lateSince, nextRunAt } = source;
  const parts = [
    ...(lateSince === null ? [] : [`LATE since ${inZone(new Date(lateSince), timeZone)}`]),
    lastBackup(source, at, timeZone),
    dayOf(source),
    nextRunAt === null ? 'nothing is planned' : `next ${inZone(new Date(nextRunAt), timeZone)}`,
  ];
  return {
    tone: needsLook(source) ? 'warning' : 'good',
    text: `${oneLine(source.name, 100)}: ${parts.join('; ')}`,
    url: `${baseUrl}/admin/sources/${source.id}/show`,
  };
}

function lastBackup({ lastBackupAt, storedBytes, proof }: DigestSource, at: Date, timeZone: string): string {
  if (lastBackupAt === null) return 'NO completed backup';
  const began = new Date(lastBackupAt);
  const details = [storedBytes === null ? '' : size(storedBytes), proof === null ? '' : `proof: ${proof}`];
  const known = details.filter((detail) => detail !== '').join(', ');
  const ago = span(at.getTime() - began.getTime());
  return `last backup ${inZone(began, timeZone)} (${ago} ago${known === '' ? '' : `, ${known}`})`;
}

function dayOf({ completed, failed, canceled }: DigestSource): string {
  if (completed + failed + canceled === 0) return 'nothing ran in 24 h';
  const words = [`${completed} completed`, `${failed} failed`, ...(canceled > 0 ? [`${canceled} canceled`] : [])];
  return `24 h: ${words.join(', ')}`;
}
