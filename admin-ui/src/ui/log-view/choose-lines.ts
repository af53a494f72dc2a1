import type { LogLine } from './record-log.js';

export const LEVELS = ['debug', 'info', 'warn', 'error'] as const satisfies readonly LogLine['level'][];
export type Level = (typeof LEVELS)[number];

/** Lines of this level and above that have the text somewhere; all of them where nothing is asked for. */
export function chooseLines(lines: readonly LogLine[], level: Level, text: string): readonly LogLine[] {
  const wanted = text.trim().toLowerCase();
  if (level === 'debug' && wanted === '') return lines;
  const least = LEVELS.indexOf(level);
  return lines.filter(
    (line) => LEVELS.indexOf(line.level) >= least && (wanted === '' || textOf(line).toLowerCase().includes(wanted)),
  );
}

/** A line as text: "2026-11-20T03:15:00.000Z info dump pg_dump 15.18 writes the archive." */
export function textOf({ at, level, phase, message, data }: LogLine): string {
  return [at, level, phase ?? '-', message, dataOf(data)].filter((part) => part !== '').join(' ');
}

/** What a line carries beside its words: "rows=20 table=public.orders". */
export function dataOf(data: LogLine['data']): string {
  if (data === null) return '';
  return Object.entries(data)
    .filter(([name]) => name !== 'status') // the words say it
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ');
}
