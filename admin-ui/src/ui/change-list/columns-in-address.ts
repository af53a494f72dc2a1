import { useEffect, useRef } from 'react';
import { useStore } from 'react-admin';
import { useSearchParams } from 'react-router-dom';

const PARAMETER = 'hidden';

/**
 * Which columns are hidden stands in the address, too (`?hidden=origin,type`), where it is not what is usual: the address is the
 * whole view. Where it says nothing, it is what this person chose last.
 */
export function ColumnsInAddress({ storeKey, usual }: { storeKey: string; usual: readonly string[] }): null {
  const [hidden, setHidden] = useStore<readonly string[]>(storeKey, usual);
  const [parameters, setParameters] = useSearchParams();
  const address = parameters.get(PARAMETER);
  const seen = useRef<string | null>(null);
  const wanted = isSame(hidden, usual) ? null : hidden.join(',');

  useEffect(() => {
    const isNews = address !== null && address !== seen.current;
    seen.current = address;
    if (isNews) {
      setHidden(address.split(',').filter((name) => name !== ''));
      return;
    }
    if (address === wanted) return;
    setParameters(
      (now) => {
        if (wanted === null) now.delete(PARAMETER);
        else now.set(PARAMETER, wanted);
        return now;
      },
      { replace: true },
    );
  }, [address, wanted, setHidden, setParameters]);
  return null;
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((each) => others.includes(each));
}
