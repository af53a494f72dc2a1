import { useEffect, useRef } from 'react';
import { useSearchParams } from 'react-router-dom';
import { readWish, type Wish, writeWish } from './wish.js';

/**
 * The wish in the address, and how it is changed: another step is another place to come back to, a choice is not. Two changes
 * may come before the page is drawn again (a field that is left by the click on a button): the second builds on the first.
 */
export function useWish(): [Wish, (change: Partial<Wish>) => void] {
  const [address, setAddress] = useSearchParams();
  const wish = readWish(address);
  const latest = useRef(wish);
  useEffect(() => {
    latest.current = readWish(address);
  }, [address]);
  const change = (changed: Partial<Wish>): void => {
    latest.current = { ...latest.current, ...changed };
    setAddress(writeWish(latest.current), { replace: changed.step === undefined });
  };
  return [wish, change];
}
