import { useEffect, useState } from 'react';
import { liveFeed, type Progress } from './live-feed.js';

/**
 * The progress of a running record, as it goes on; until something is heard of it, what its record said. That may be old: how
 * fast it went then, and how long it took then, is not said again.
 */
export function useProgress(type: string, id: string, known: Progress | null): Progress | null {
  const [heard, setHeard] = useState<{ of: string; progress: Progress } | null>(null);
  useEffect(
    () =>
      liveFeed.listen({
        progressed: (news) => {
          if (news.type === type && news.id === id) setHeard({ of: id, progress: news.progress });
        },
      }),
    [type, id],
  );
  if (heard?.of === id) return heard.progress;
  return known === null ? null : { ...known, bytesPerSecond: 0, etaSeconds: null };
}
