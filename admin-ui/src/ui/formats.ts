/** How numbers and moments are written. To make a format takes 50 times as long as to use it, and lists use it for each row. */

const NUMBERS = {
  whole: { maximumFractionDigits: 0 },
  /** "2", "1.5". */
  tenth: { maximumFractionDigits: 1 },
  /** "2.0", "1.5". */
  tenths: { minimumFractionDigits: 1, maximumFractionDigits: 1 },
  percent: { style: 'percent', maximumFractionDigits: 1 },
  change: { signDisplay: 'exceptZero' },
} as const satisfies Record<string, Intl.NumberFormatOptions>;

const MOMENTS = {
  /** To the second, with the zone. */
  exact: { dateStyle: 'full', timeStyle: 'long' },
  /** "21 Nov 2026, 03:00:05". */
  brief: { dateStyle: 'medium', timeStyle: 'medium' },
  /** "23 Nov 2026, 14:05". */
  minute: { dateStyle: 'medium', timeStyle: 'short' },
  /** "14:05". */
  clock: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export const numberFormat = madeOnce(
  (kind: keyof typeof NUMBERS, locale) => new Intl.NumberFormat(locale, NUMBERS[kind]),
);

/** In the reader's own zone. */
export const momentFormat = madeOnce(
  (kind: keyof typeof MOMENTS, locale) => new Intl.DateTimeFormat(locale, MOMENTS[kind]),
);

export const relativeFormat = madeOnce(
  (numeric: 'auto' | 'always', locale) => new Intl.RelativeTimeFormat(locale, { numeric }),
);

function madeOnce<Kind extends string, Format>(
  make: (kind: Kind, locale: string) => Format,
): (kind: Kind, locale: string) => Format {
  const made = new Map<string, Format>();
  return (kind, locale) => {
    const key = `${kind} ${locale}`;
    const format = made.get(key) ?? make(kind, locale);
    made.set(key, format);
    return format;
  };
}

/** "23 Nov 2026, 14:05", in the reader's own zone: where a sentence names the moment. */
export function toTheMinute(at: string, locale: string): string {
  return momentFormat('minute', locale).format(new Date(at));
}
