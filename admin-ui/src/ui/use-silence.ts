import { useEffect, useState } from 'react';
import type { Progress } from '../live/live-feed.js';

/** Progress that moves is told of every second or two: after so long, nothing has moved. */
const NEWS_WITHIN_MS = 10_000;

/**
 * For how many milliseconds, in whole seconds, nothing new was heard of this progress; 0 while there is news. What had
 * already stood still when the page was opened counts from then on.
 */
export function useSilence(progress: Progress | null): number {
  const told = JSON.stringify(progress);
  const [silentMs, setSilentMs] = useState(0);
  useEffect(() => {
    if (told === 'null') return undefined;
    const heardAt = Date.now();
    const timer = setInterval(() => {
      const since = Date.now() - heardAt;
      setSilentMs(since < NEWS_WITHIN_MS ? 0 : Math.floor(since / 1_000) * 1_000);
    }, 1_000);
    return () => {
      clearInterval(timer);
      setSilentMs(0);
    };
  }, [told]);
  return silentMs;
}
