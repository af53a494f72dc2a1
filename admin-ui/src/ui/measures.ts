const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** "1.5 GB": in steps of 1,000, as disks are sold and as the server's own words have it. */
export function bytesInWords(bytes: number, locale = 'en'): string {
  const step = Math.min(UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1_000 ** step;
  const digits = step === 0 || value >= 100 ? 0 : 1;
  return `${value.toLocaleString(locale, { maximumFractionDigits: digits })} ${UNITS[step] ?? 'B'}`;
}

/** "99.2 %". */
export function percentInWords(percent: number, locale = 'en'): string {
  return (percent / 100).toLocaleString(locale, { style: 'percent', maximumFractionDigits: 1 });
}

/** "850 ms", "4.2 s", "3 min 20 s", "2 h 05 min". */
export function durationInWords(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  const seconds = ms / 1_000;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 3_600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(whole / 60);
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}
