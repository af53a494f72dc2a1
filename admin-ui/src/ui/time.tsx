import { Tooltip } from '@mui/material';
import { type ReactNode, useSyncExternalStore } from 'react';
import { useTranslate } from 'react-admin';
import { momentFormat } from './formats.js';
import { inWords, secondsBetween } from './relative-time.js';
import { useRegion } from './use-region.js';

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

/** "3 minutes ago", of a moment as it is written now. */
export function fromNow(at: string, locale: string): string {
  return inWords(secondsBetween(now, new Date(at)), locale);
}

/** In the reader's own zone, to the second, with the zone. */
export function exactly(at: Date, locale: string): string {
  return momentFormat('exact', locale).format(at);
}

interface TimeProps {
  /** ISO 8601; null: it never was. */
  at: string | null | undefined;
  /** What is shown for null, as a key; "never" otherwise. */
  absent?: string;
}

/** A moment relative to now; the exact one on hover and for screen readers. */
export function Time({ at, absent = 'bs.time.never' }: TimeProps): ReactNode {
  const locale = useRegion();
  const translate = useTranslate();
  const current = useClock(itself);
  if (at === null || at === undefined) return <span>{translate(absent)}</span>;
  const moment = new Date(at);
  return (
    <Tooltip title={exactly(moment, locale)}>
      <time dateTime={at} style={{ whiteSpace: 'nowrap' }}>
        {inWords(secondsBetween(current, moment), locale)}
      </time>
    </Tooltip>
  );
}
