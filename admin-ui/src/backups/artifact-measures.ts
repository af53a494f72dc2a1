import { numberFormat } from '../ui/formats.js';

interface Sizes {
  rawBytes: number | null;
  storedBytes: number | null;
}

/** "4.7 : 1", the plain bytes to those that are stored; null where one of them is not known. */
export function ratioInWords({ rawBytes, storedBytes }: Sizes, locale: string): string | null {
  if (rawBytes === null || storedBytes === null || storedBytes === 0) return null;
  return `${numberFormat('tenths', locale).format(rawBytes / storedBytes)} : 1`;
}
