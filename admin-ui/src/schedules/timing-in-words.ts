/** Words of the page, by key. */
type Translate = (key: string, values?: Record<string, unknown>) => string;

interface Timing {
  cron: string | null;
  every: string | null;
}

const WORDS = 'resources.schedules.timing';
const NUMBER = /^\d{1,2}$/;
/** A Sunday: days of the week are counted from it. */
const SUNDAY = Date.UTC(2024, 0, 7);
const DAY_MS = 86_400_000;

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
  if (month !== '*' || more.length > 0 || !NUMBER.test(minute)) return asItIs;
  if (hour === '*' && day === '*' && weekday === '*')
    return translate(`${WORDS}.hourly`, { minute: twoDigits(minute) });
  if (!NUMBER.test(hour)) return asItIs;
  const time = `${twoDigits(hour)}:${twoDigits(minute)}`;
  if (day === '*' && weekday === '*') return translate(`${WORDS}.daily`, { time });
  if (day === '*' && /^[0-7](,[0-7])*$/.test(weekday)) {
    const names = weekday.split(',').map((number) => nameOf(Number(number), locale));
    return translate(`${WORDS}.weekly`, { days: new Intl.ListFormat(locale).format(names), time });
  }
  if (weekday === '*' && NUMBER.test(day)) return translate(`${WORDS}.monthly`, { day, time });
  return asItIs;
}

function nameOf(weekday: number, locale: string): string {
  const day = new Date(SUNDAY + (weekday % 7) * DAY_MS);
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(day);
}

function twoDigits(number: string): string {
  return number.padStart(2, '0');
}
