import { relativeFormat } from './formats.js';

const UNITS = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** The server's clock may be ahead of this one, and this one is looked at every few seconds only. */
const HARDLY_LATER_S = 10;

/** From now until a moment, less than none: since then. What is hardly later has just happened. @param now in ms */
export function secondsBetween(now: number, moment: Date): number {
  const seconds = (moment.getTime() - now) / 1_000;
  return seconds > 0 && seconds < HARDLY_LATER_S ? 0 : seconds;
}

/** "Next year" is not what begins in fourteen months, nor "last month" what was five weeks ago: these are counted. */
const COUNTED: readonly string[] = ['year', 'month', 'week'];

/** "3 minutes ago", "in 2 hours", "now". @param seconds from now; less than none: ago */
export function inWords(seconds: number, locale: string): string {
  const [unit, size] = UNITS.find(([, least]) => Math.abs(seconds) >= least) ?? UNITS[6];
  return relativeFormat(COUNTED.includes(unit) ? 'always' : 'auto', locale).format(Math.round(seconds / size), unit);
}
