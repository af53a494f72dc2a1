import { type ReactNode, useEffect, useState } from 'react';
import { durationInWords } from './measures.js';
import { useRegion } from './use-region.js';

interface ElapsedProps {
  since: string;
  /** Absent while it still goes on. */
  until?: string | null;
}

/** How long something took, or takes by now: second by second. */
export function Elapsed({ since, until = null }: ElapsedProps): ReactNode {
  const locale = useRegion();
  const [now, setNow] = useState(Date.now);
  const isOver = until !== null;
  useEffect(() => {
    if (isOver) return undefined;
    const timer = setInterval(() => {
      setNow(Date.now());
    }, 1_000);
    return () => {
      clearInterval(timer);
    };
  }, [isOver]);
  const began = new Date(since).getTime();
  const ms = Math.max(0, (isOver ? new Date(until).getTime() : now) - began);
  return <span style={{ whiteSpace: 'nowrap' }}>{durationInWords(isOver ? ms : wholeSeconds(ms), locale)}</span>;
}

const wholeSeconds = (ms: number): number => Math.max(1, Math.floor(ms / 1_000)) * 1_000;
