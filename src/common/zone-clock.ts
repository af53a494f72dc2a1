/** How far the clocks of a zone are ahead of UTC at an instant, in ms. @throws RangeError for a zone that this machine does not know */
export function offsetIn(zone: string, instant: number): number {
  const text = formatOf(zone).format(instant);
  const [, sign, hours, minutes, seconds = '0'] = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(text) ?? [];
  if (sign === undefined) return 0; // "GMT" alone
  const ms = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000;
  return sign === '-' ? -ms : ms;
}

/** What calendar and clock on the wall show there. @throws as offsetIn */
export interface Shown {
  /** `2026-11-21`. Days are written so that they sort. */
  day: string;
  /** `03:15:07` */
  time: string;
  /** `GMT+5:30`, or `UTC` */
  zone: string;
}

export function shownIn(zone: string, at: Date): Shown {
  const offset = offsetIn(zone, at.getTime());
  const [day = '', time = ''] = new Date(at.getTime() + offset).toISOString().split('T');
  return { day, time: time.slice(0, 8), zone: offsetInWords(offset) };
}

function offsetInWords(offset: number): string {
  if (offset === 0) return 'UTC';
  const minutes = Math.floor(Math.abs(offset) / 60_000);
  const rest = minutes % 60 === 0 ? '' : `:${String(minutes % 60).padStart(2, '0')}`;
  return `GMT${offset < 0 ? '-' : '+'}${Math.floor(minutes / 60)}${rest}`;
}

/** Making one takes longer than a thousand uses of it; there are as many as there are time zones. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  formats.set(zone, format);
  return format;
}
