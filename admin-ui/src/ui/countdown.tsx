import { type ReactNode, useEffect, useState } from 'react';
import { durationInWords } from './measures.js';
import { useRegion } from './use-region.js';

/** How many milliseconds are left until then, second by second; none when it is over. */
export function useRemaining(until: string): number {
  const end = new Date(until).getTime();
  const [now, setNow] = useState(Date.now);
  const isOver = now >= end;
  useEffect(() => {
    if (isOver) return undefined;
    const timer = setInterval(() => {
      setNow(Date.now());
    }, 1_000);
    return () => {
      clearInterval(timer);
    };
  }, [end, isOver]);
  return Math.max(0, end - now);
}

/** "23 h 12 min", "4 min 20 s": what is left until then. */
export function Countdown({ until }: { until: string }): ReactNode {
  const locale = useRegion();
  const remaining = useRemaining(until);
  const inSeconds = Math.ceil(remaining / 1_000) * 1_000;
  return (
    <time dateTime={until} style={{ whiteSpace: 'nowrap' }}>
      {inSeconds < 60_000 ? `${inSeconds / 1_000} s` : durationInWords(inSeconds, locale)}
    </time>
  );
}
