import { shownIn } from '../../common/zone-clock.js';

/** One line of plain text that shows as what it says: no control characters, no line breaks, nothing that turns the direction of reading. */
export function oneLine(text: string, limit = 300): string {
  return cut(text.replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim(), limit);
}

/** The same, with its line breaks. */
export function someLines(text: string, limit = 1_500): string {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/).map((line) => line.replace(UNSEEN, ' ').trimEnd());
  return cut(lines.join('\n').trim(), limit);
}

/** Controls, line and paragraph separators, and marks that change the direction of reading (CVE-2021-42574). */
const UNSEEN = /[\p{Cc}\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** Never half of a surrogate pair. */
function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** `2026-11-21 03:15:07 GMT+1`: for a person in that zone. */
export function inZone(at: Date, timeZone: string): string {
  const { day, time, zone } = shownIn(timeZone, at);
  return `${day} ${time} ${zone}`;
}

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'];

export function size(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1_000 && unit < UNITS.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(value < 10 ? 1 : 0)} ${UNITS[unit] ?? ''}`;
}

/** `3 d 4 h`, `5 h 12 min`, `48 s`: the two largest units. */
export function span(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1_000));
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor((seconds % 86_400) / 3_600), 'h'],
    [Math.floor((seconds % 3_600) / 60), 'min'],
    [seconds % 60, 's'],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  if (first === -1) return '0 s';
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}
