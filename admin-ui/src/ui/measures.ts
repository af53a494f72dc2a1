import { numberFormat } from './formats.js';

const PREFIXES = ['', 'k', 'M', 'G', 'T', 'P'] as const;

/** By language, where a byte is no "B". */
const BYTES: Partial<Record<string, string>> = { fr: 'o' };

/** "1,234", "1 234": how many there are of something. */
export function countWritten(count: number, locale: string): string {
  return numberFormat('whole', locale).format(count);
}

/** "1.5 GB", "1,5 Go": in steps of 1,000, as disks are sold and as the server's own words have it. */
export function bytesInWords(bytes: number, locale: string): string {
  const step = Math.min(PREFIXES.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1_000 ** step;
  const kind = step === 0 || value >= 100 ? 'whole' : 'tenth';
  return `${numberFormat(kind, locale).format(value)} ${byteUnit(PREFIXES[step] ?? '', locale)}`;
}

/** "GB", "Go". */
export function byteUnit(prefix: (typeof PREFIXES)[number], locale: string): string {
  return `${prefix}${BYTES[locale.slice(0, 2)] ?? 'B'}`;
}

/** "99.2%", "99,2 %". */
export function percentInWords(percent: number, locale: string): string {
  return numberFormat('percent', locale).format(percent / 100);
}

/** "850 ms", "4.2 s", "4,2 s", "3 min 20 s", "2 h 05 min". */
export function durationInWords(ms: number, locale: string): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  const seconds = ms / 1_000;
  // 1.15 is a little less than that, and is rounded as what it is, not as how it is written.
  if (seconds < 59.95) return `${numberFormat('tenths', locale).format(Number(seconds.toFixed(1)))} s`;
  const whole = Math.round(seconds);
  if (whole < 3_600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(whole / 60);
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}
