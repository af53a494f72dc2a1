/** Words of the page, by key. */
type Translate = (key: string, values?: Record<string, unknown>) => string;

interface Timing {
  cron: string | null;
  every: string | null;
}

const WORDS = 'resources.schedules.timing';
const NUMBER = /^\d{1,2}$/;
const MINUTE = /^[0-5]?\d$/;
const HOUR = /^([01]?\d|2[0-3])$/;
const DAY_OF_MONTH = /^(0?[1-9]|[12]\d|3[01])$/;
/** A Sunday: days of the week are counted from it. */
const SUNDAY = Date.UTC(2024, 0, 7);
const DAY_MS = 86_400_000;
/** As numbers have them: 0 and 7 are both Sunday. */
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** "Every day at 03:00"; of an expression that no short sentence says, the expression itself. */
export function timingInWords({ cron, every }: Timing, translate: Translate, locale: string): string {
  if (every !== null) return intervalInWords(every, translate);
  return cron === null ? '' : cronInWords(cron, translate, locale);
}

function intervalInWords(every: string, translate: Translate): string {
  const [, count, unit] = /^(\d+)([mhd])$/.exec(every.trim()) ?? [];
  if (count === undefined || unit === undefined) return every;
  return translate(`${WORDS}.every_${unit}`, { smart_count: Number(count) });
}

function cronInWords(cron: string, translate: Translate, locale: string): string {
  const asItIs = translate(`${WORDS}.cron`, { cron });
  const [minute = '', hour = '', day = '', month = '', weekday = '', ...more] = cron.trim().split(/\s+/);
  if (more.length > 0 || !MINUTE.test(minute)) return asItIs;
  if (hour === '*' && day === '*' && month === '*' && weekday === '*')
    return translate(`${WORDS}.hourly`, { minute: twoDigits(minute) });
  if (!HOUR.test(hour)) return asItIs;
  const time = `${twoDigits(hour)}:${twoDigits(minute)}`;
  return onDays({ day, month, weekday, time }, translate, locale) ?? asItIs;
}

interface Days {
  day: string;
  month: string;
  weekday: string;
  time: string;
}

/** null: no short sentence says it. */
function onDays({ day, month, weekday, time }: Days, translate: Translate, locale: string): string | null {
  if (month !== '*') {
    const place = placeIn(MONTHS, month, 1);
    if (weekday !== '*' || place === null || !DAY_OF_MONTH.test(day)) return null;
    return translate(`${WORDS}.yearly`, { date: dateInWords(place, Number(day), locale), time });
  }
  if (weekday === '*') {
    if (day === '*') return translate(`${WORDS}.daily`, { time });
    return DAY_OF_MONTH.test(day) ? translate(`${WORDS}.monthly`, { day, time }) : null;
  }
  const days = weekdaysOf(weekday);
  if (day !== '*' || days === null) return null;
  const names = days.map((place) => nameOf(place, locale));
  return translate(`${WORDS}.weekly`, { days: new Intl.ListFormat(locale).format(names), time });
}

/** Of `1,3`, `MON-FRI` or `SUN`; null: it is nothing of the kind. */
function weekdaysOf(field: string): number[] | null {
  const days: number[] = [];
  for (const part of field.split(',')) {
    const [first = null, last = first, ...more] = part.split('-').map((each) => placeIn(WEEKDAYS, each, 0));
    if (first === null || last === null || more.length > 0 || last < first) return null;
    for (let place = first; place <= last; place += 1) days.push(place);
  }
  return days;
}

/** A day or a month by its number or by the first three letters of its English name; null: neither. */
function placeIn(names: readonly string[], text: string, first: number): number | null {
  const place = NUMBER.test(text) ? Number(text) : names.indexOf(text.toUpperCase()) + first;
  return place >= first && place < names.length + first ? place : null;
}

function nameOf(weekday: number, locale: string): string {
  const day = new Date(SUNDAY + (weekday % 7) * DAY_MS);
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(day);
}

/** In a leap year, which has every day. */
function dateInWords(month: number, day: number, locale: string): string {
  const date = new Date(Date.UTC(2024, month - 1, day));
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(date);
}

function twoDigits(number: string): string {
  return number.padStart(2, '0');
}
