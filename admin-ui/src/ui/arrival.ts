import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { useLocation } from 'react-router-dom';

/** Whether another page was gone to, and its heading has not been read yet. */
let isArriving = false;

/**
 * Around all pages: notices that another one is gone to, by whichever way. A first load is none, nor are parts of the same
 * page (`?tab=`).
 */
export function useArrivals(): void {
  const { pathname } = useLocation();
  const before = useRef(pathname);
  // Before the effects of the new page's heading, which is below.
  useLayoutEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    isArriving = true;
  }, [pathname]);
}

/** Of a page's heading: a new page begins there for whoever does not see it, unless one of its fields has been begun at. */
export function useFocusOnArrival(heading: RefObject<HTMLElement | null>, title: string): void {
  useEffect(() => {
    if (!isArriving) return;
    isArriving = false;
    if (!isTyping(document.activeElement)) heading.current?.focus({ preventScroll: true });
  }, [heading, title]);
}

function isTyping(active: Element | null): boolean {
  return active?.matches('input, textarea, select, [role=combobox], [contenteditable=true], [role=dialog] *') === true;
}
