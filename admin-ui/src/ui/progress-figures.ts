import type { Progress } from '../live/live-feed.js';
import { bytesInWords, durationInWords } from './measures.js';

type Figures = Pick<Progress, 'bytes' | 'bytesPerSecond' | 'etaSeconds'>;
type Say = (key: string, values: Record<string, unknown>) => string;

/** How much, how fast, and how long it still takes; the latter two are true only while there is news of it. Pure. */
export function figuresOf(
  { bytes, bytesPerSecond, etaSeconds }: Figures,
  silentMs: number,
  say: Say,
  locale: string,
): string[] {
  const size = bytes > 0 ? [bytesInWords(bytes, locale)] : [];
  if (silentMs > 0) return [...size, say('bs.progress.silent', { time: durationInWords(silentMs, locale) })];
  return [
    ...size,
    ...(bytesPerSecond > 0 ? [say('bs.progress.rate', { rate: bytesInWords(bytesPerSecond, locale) })] : []),
    ...(etaSeconds === null || etaSeconds <= 0
      ? []
      : [say('bs.progress.left', { time: durationInWords(Math.ceil(etaSeconds) * 1_000, locale) })]),
  ];
}
