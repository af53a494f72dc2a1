import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { type Change, liveFeed } from './live-feed.js';

/** Changes come in flocks (a bulk deletion, a schedule that fires for ten sources): one look for all of them. */
const GATHER_MS = 250;

/**
 * Reads again whatever is shown of what was changed, and all that is shown after a gap. Queries are known by their resource:
 * the first part of their key is the name of the list in the API (as react-admin's own are), or several such names.
 */
export function LiveQueries({ children }: { children: ReactNode }): ReactNode {
  const queries = useQueryClient();

  useEffect(() => {
    const changed = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => {
      timer = undefined;
      const types = new Set(changed);
      changed.clear();
      void queries.invalidateQueries({ predicate: ({ queryKey }) => isOf(queryKey[0], types) });
    };
    const stop = liveFeed.listen({
      changed: ({ type }: Change) => {
        changed.add(type);
        timer ??= setTimeout(look, GATHER_MS);
      },
      resync: () => void queries.invalidateQueries(),
    });
    liveFeed.open();
    const stopResting = restWhileHidden();
    return () => {
      clearTimeout(timer);
      stopResting();
      stop();
      liveFeed.close();
    };
  }, [queries]);

  return children;
}

/** So long a tab that was left may still come back without having missed anything. */
const REST_AFTER_MS = 30_000;

function restWhileHidden(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    clearTimeout(timer);
    if (document.hidden) {
      timer = setTimeout(() => {
        liveFeed.rest();
      }, REST_AFTER_MS);
    } else liveFeed.open();
  };
  document.addEventListener('visibilitychange', look);
  return () => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', look);
  };
}

function isOf(name: unknown, changed: Set<string>): boolean {
  const names: unknown[] = Array.isArray(name) ? name : [name];
  return names.some((each) => changed.has(each as string));
}
