const DAY_MS = 24 * 60 * 60_000;

/** A cron expression that is not one; the message names the field and what is wrong with it. */
export class CronError extends Error {}

/** When a schedule is due, on a clock on the wall. */
export interface Cron {
  /** Of each day that `isDay`, ascending: minutes since midnight. */
  readonly minutesOfDay: readonly number[];
  /** Due in each hour of the day: what it means is "every so often", and not "at this hour". */
  readonly isEveryHour: boolean;
  /** Of a date, as its midnight in UTC (ms). */
  readonly isDay: (date: number) => boolean;
}

interface Field {
  name: string;
  min: number;
  max: number;
  /** Of the lowest value, and so on. */
  names?: readonly string[];
}

const MINUTE: Field = { name: 'minute', min: 0, max: 59 };
const HOUR: Field = { name: 'hour', min: 0, max: 23 };
const DAY_OF_MONTH: Field = { name: 'day of the month', min: 1, max: 31 };
const MONTH: Field = {
  name: 'month',
  min: 1,
  max: 12,
  names: ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'],
};
const WEEKDAY: Field = {
  name: 'day of the week',
  min: 0,
  max: 7,
  names: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'],
};

type DayRule = (date: Date) => boolean;

/**
 * Reads five fields: minute, hour, day of the month, month, day of the week. Numbers, names (`MON`, `JAN`), lists, ranges,
 * steps; `L` is the last day of the month, `5L` the last Friday of it, `1#2` its second Monday. Where both days are given,
 * one that fits either is meant, as in every cron. @throws CronError
 */
export function parseCron(text: string): Cron {
  const parts = text.trim().split(/\s+/);
  const [minute = '', hour = '', dayOfMonth = '', month = '', weekday = ''] = parts;
  if (parts.length !== 5 || minute === '') {
    throw new CronError(
      `five fields are needed (minute, hour, day of the month, month, day of the week); there are ${minute === '' ? 0 : parts.length}`,
    );
  }
  const minutes = valuesOf(MINUTE, minute);
  const hours = valuesOf(HOUR, hour);
  const months = new Set(valuesOf(MONTH, month));
  const isDayOfMonth = dayOfMonth === '*' ? null : daysOfMonth(dayOfMonth);
  const isWeekday = weekday === '*' ? null : weekdays(weekday);
  const isDay = eitherOf(isDayOfMonth, isWeekday);
  return {
    minutesOfDay: hours.flatMap((h) => minutes.map((m) => h * 60 + m)),
    isEveryHour: hours.length === 24,
    isDay: (midnight) => {
      const date = new Date(midnight);
      return months.has(date.getUTCMonth() + 1) && isDay(date);
    },
  };
}

function eitherOf(a: DayRule | null, b: DayRule | null): DayRule {
  if (a === null) return b ?? (() => true);
  return b === null ? a : (date) => a(date) || b(date);
}

function daysOfMonth(text: string): DayRule {
  const items = text.toUpperCase().split(',');
  const plain = items.filter((item) => item !== 'L');
  const days = new Set(plain.flatMap((item) => itemValues(DAY_OF_MONTH, item)));
  const hasLast = plain.length < items.length;
  return (date) => days.has(date.getUTCDate()) || (hasLast && isInOtherMonth(date, 1));
}

function weekdays(text: string): DayRule {
  const rules = text.toUpperCase().split(',').map(weekdayRule);
  return (date) => rules.some((rule) => rule(date));
}

function weekdayRule(item: string): DayRule {
  const [, day, which] = /^(\w+?)(L|#\d+)$/.exec(item) ?? [];
  if (day === undefined || which === undefined) {
    const days = new Set(itemValues(WEEKDAY, item).map((value) => value % 7));
    return (date) => days.has(date.getUTCDay());
  }
  const weekday = valueOf(WEEKDAY, day) % 7;
  if (which === 'L') return (date) => date.getUTCDay() === weekday && isInOtherMonth(date, 7);
  const nth = Number(which.slice(1));
  if (nth < 1 || nth > 5) throw wrong(WEEKDAY, `"${item}": a month has a first (#1) to a fifth (#5) of each day`);
  return (date) => date.getUTCDay() === weekday && Math.ceil(date.getUTCDate() / 7) === nth;
}

function isInOtherMonth(date: Date, daysLater: number): boolean {
  return new Date(date.getTime() + daysLater * DAY_MS).getUTCMonth() !== date.getUTCMonth();
}

/** Ascending, each once. */
function valuesOf(field: Field, text: string): number[] {
  const values = text
    .toUpperCase()
    .split(',')
    .flatMap((item) => itemValues(field, item));
  return [...new Set(values)].sort((a, b) => a - b);
}

function itemValues(field: Field, item: string): number[] {
  const [range = '', step, ...more] = item.split('/');
  if (more.length > 0) throw wrong(field, `"${item}" has two steps`);
  const [first, last] = rangeOf(field, range);
  if (step === undefined) return valuesBetween(first, last, 1);
  if (range !== '*' && !range.includes('-')) throw wrong(field, `"${item}": a step needs a range or * before it`);
  if (!/^\d{1,3}$/.test(step) || Number(step) < 1 || Number(step) > last - first + 1) {
    throw wrong(field, `"${item}": the step must be 1 to ${last - first + 1}`);
  }
  return valuesBetween(first, last, Number(step));
}

function rangeOf(field: Field, text: string): [number, number] {
  // 0 and 7 are the same day.
  if (text === '*') return [field.min, field === WEEKDAY ? 6 : field.max];
  const [from = '', to, ...more] = text.split('-');
  if (more.length > 0) throw wrong(field, `"${text}" is no range`);
  const first = valueOf(field, from);
  const last = to === undefined ? first : valueOf(field, to);
  if (last < first) throw wrong(field, `"${text}" runs backwards: write two ranges with a comma between them`);
  return [first, last];
}

function valueOf(field: Field, text: string): number {
  const named = field.names?.indexOf(text) ?? -1;
  if (named >= 0) return field.min + named;
  if (!/^\d{1,2}$/.test(text)) throw wrong(field, text === '' ? 'a value is missing' : `"${text}" is not known`);
  const value = Number(text);
  if (value < field.min || value > field.max) {
    throw wrong(field, `${text} is not between ${field.min} and ${field.max}`);
  }
  return value;
}

function valuesBetween(first: number, last: number, step: number): number[] {
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, index) => first + index * step);
}

function wrong(field: Field, what: string): CronError {
  return new CronError(`${field.name}: ${what}`);
}
