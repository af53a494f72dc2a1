interface Sizes {
  rawBytes: number | null;
  storedBytes: number | null;
}

/** "4.7 : 1", the plain bytes to those that are stored; null where one of them is not known. */
export function ratioInWords({ rawBytes, storedBytes }: Sizes, locale: string): string | null {
  if (rawBytes === null || storedBytes === null || storedBytes === 0) return null;
  const ratio = (rawBytes / storedBytes).toLocaleString(locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  return `${ratio} : 1`;
}
