const UNITS = ['kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** `117 MB`, as people speak of sizes: powers of ten, three digits at most. */
export function bytesInWords(bytes: number): string {
  let [value, unit] = [bytes, 'bytes'];
  for (const next of UNITS) {
    if (Math.round(value) < 1_000) break;
    [value, unit] = [value / 1_000, next];
  }
  const digits = unit === 'bytes' || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return `${value.toFixed(digits)} ${bytes === 1 ? 'byte' : unit}`;
}
