import type { useTranslate } from 'react-admin';
import { bytesInWords, countWritten, durationInWords } from '../ui/measures.js';

type Detail = Record<string, unknown>;

const numberIn = (detail: Detail, name: string): number | null => {
  const value = detail[name];
  return typeof value === 'number' ? value : null;
};

const textIn = (detail: Detail, name: string): string | null => {
  const value = detail[name];
  return typeof value === 'string' ? value : null;
};

/**
 * What a phase did and found, in a sentence, by what its journal says of it: rows counted, migrations run, how long clients
 * waited. Restores and drills use the same words. null: nothing that a person would want to know.
 */
export function phaseText(detail: Detail, translate: ReturnType<typeof useTranslate>, locale: string): string | null {
  const say = (name: string, values: Record<string, unknown> = {}): string =>
    translate(`bs.phase_text.${name}`, values);
  const said: string[] = [];
  const reason = textIn(detail, 'reason') ?? textIn(detail, 'message');
  if (reason !== null) said.push(reason);
  const stored = numberIn(detail, 'storedBytes');
  if (stored !== null) said.push(say('stored', { size: bytesInWords(stored, locale) }));
  const rows = numberIn(detail, 'rows');
  const tables = numberIn(detail, 'tables');
  if (rows !== null && tables !== null) {
    said.push(say('counted', { rows: countWritten(rows, locale), smart_count: tables }));
  }
  const { pending } = detail;
  const runner = textIn(detail, 'runner');
  if (Array.isArray(pending) && pending.length > 0) {
    said.push(say(runner === null ? 'pending' : 'migrated', { smart_count: pending.length, runner }));
  }
  const downtime = numberIn(detail, 'downtimeMs');
  if (downtime !== null) said.push(say('waited', { time: durationInWords(downtime, locale) }));
  const ended = numberIn(detail, 'endedSessions');
  if (ended !== null && ended > 0) said.push(say('ended', { smart_count: ended }));
  const program = textIn(detail, 'program') ?? programOf(textIn(detail, 'pgRestore'));
  if (program !== null) said.push(say('program', { program }));
  return said.length === 0 ? null : said.join(' ');
}

const programOf = (version: string | null): string | null => (version === null ? null : `pg_restore ${version}`);
