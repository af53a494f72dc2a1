import { useSearchParams } from 'react-router-dom';
import { readWish, type Wish, writeWish } from './wish.js';

/** The wish in the address, and how it is changed: another step is another place to come back to, a choice is not. */
export function useWish(): [Wish, (change: Partial<Wish>) => void] {
  const [address, setAddress] = useSearchParams();
  const wish = readWish(address);
  const change = (changed: Partial<Wish>): void => {
    setAddress(writeWish({ ...wish, ...changed }), { replace: changed.step === undefined });
  };
  return [wish, change];
}
