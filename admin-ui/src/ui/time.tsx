import { Tooltip } from '@mui/material';
import { type ReactNode, useSyncExternalStore } from 'react';
import { useLocaleState, useTranslate } from 'react-admin';

/** One clock for all times of the page: they change together, and nothing else is drawn again. */
const LISTENERS = new Set<() => void>();
let now = Date.now();
setInterval(() => {
  now = Date.now();
  for (const listener of LISTENERS) listener();
}, 5_000);

/** What is read from that clock; whoever asks is drawn again when it reads differently. */
export function useClock<Reading extends string | number>(read: (now: number) => Reading): Reading {
  return useSyncExternalStore(
    (listener) => {
      LISTENERS.add(listener);
      return () => LISTENERS.delete(listener);
    },
    () => read(now),
  );
}

const itself = (moment: number): number => moment;

const UNITS = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** "3 minutes ago", "in 2 hours". @param seconds from now; less than none: ago */
export function inWords(seconds: number, locale: string): string {
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const [unit, size] = UNITS.find(([, least]) => Math.abs(seconds) >= least) ?? UNITS[6];
  return words.format(Math.round(seconds / size), unit);
}

/** "3 minutes ago", of a moment as it is written now. */
export function fromNow(at: string, locale: string): string {
  return inWords((new Date(at).getTime() - now) / 1_000, locale);
}

/** In the reader's own zone, to the second, with the zone. */
export function exactly(at: Date, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long' }).format(at);
}

interface TimeProps {
  /** ISO 8601; null: it never was. */
  at: string | null | undefined;
  /** What is shown for null, as a key; "never" otherwise. */
  absent?: string;
}

/** A moment relative to now; the exact one on hover and for screen readers. */
export function Time({ at, absent = 'bs.time.never' }: TimeProps): ReactNode {
  const [locale] = useLocaleState();
  const translate = useTranslate();
  const current = useClock(itself);
  if (at === null || at === undefined) return <span>{translate(absent)}</span>;
  const moment = new Date(at);
  return (
    <Tooltip title={exactly(moment, locale)}>
      <time dateTime={at} style={{ whiteSpace: 'nowrap' }}>
        {inWords((moment.getTime() - current) / 1_000, locale)}
      </time>
    </Tooltip>
  );
}
