/** A day in the viewer's own zone: "2026-11-22". */
export type Day = string;

export const VIEWS = ['month', 'week'] as const;
export type View = (typeof VIEWS)[number];

const DAYS_OF_WEEK = 7;

export function dayOf(at: Date | string | number): Day {
  const date = new Date(at);
  const parts = [date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0'));
  return [String(date.getFullYear()).padStart(4, '0'), ...parts].join('-');
}

/** Its first moment. */
export function startOf(day: Day): Date {
  return moved(day, {});
}

export function daysAfter(day: Day, days: number): Day {
  return dayOf(moved(day, { days }));
}

export function isDay(text: string | null): text is Day {
  return text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && dayOf(startOf(text)) === text;
}

/** The whole weeks, from Monday, that show a day's month, or its week. */
export function weeksOf(view: View, day: Day): Day[][] {
  if (view === 'week') return [weekOf(day)];
  const weeks: Day[][] = [];
  const next = startOf(stepped('month', day, 1));
  for (let monday = mondayOf(monthOf(day)); startOf(monday) < next; monday = daysAfter(monday, DAYS_OF_WEEK))
    weeks.push(weekOf(monday));
  return weeks;
}

/** One month or week on, or back where `steps` is less than none. */
export function stepped(view: View, day: Day, steps: number): Day {
  return view === 'week' ? daysAfter(day, steps * DAYS_OF_WEEK) : dayOf(moved(monthOf(day), { months: steps }));
}

/** Whether it is one of those that a view is named after: a month's weeks begin before it, and end after. */
export function isTitled(view: View, shown: Day, day: Day): boolean {
  return view === 'week' || isSameMonth(shown, day);
}

export function isSameMonth(one: Day, other: Day): boolean {
  return monthOf(one) === monthOf(other);
}

/** The first day of its month. */
function monthOf(day: Day): Day {
  return `${day.slice(0, -2)}01`;
}

function weekOf(day: Day): Day[] {
  const monday = mondayOf(day);
  return Array.from({ length: DAYS_OF_WEEK }, (_, index) => daysAfter(monday, index));
}

function mondayOf(day: Day): Day {
  return daysAfter(day, -((startOf(day).getDay() + DAYS_OF_WEEK - 1) % DAYS_OF_WEEK));
}

/** By the calendar, not by hours: days are not all equally long. */
function moved(day: Day, { months = 0, days = 0 }: { months?: number; days?: number }): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1 + months, date + days);
}
