/** A year, a month or a day (UTC); or another span, which somebody wrote into the address. */
export interface Period {
  kind: 'year' | 'month' | 'day' | 'other';
  /** "2026", "2026-11", "2026-11-20". */
  key: string;
  /** At or after; empty: since ever. */
  from: string;
  /** Before; empty: for ever. */
  to: string;
}

export interface CountedPeriod extends Period {
  count: number;
}

const KINDS = { 4: 'year', 7: 'month', 10: 'day' } as const;

/** What the list is limited to; null: to nothing. */
export function periodOf(from: unknown, to: unknown): Period | null {
  const [since, until] = [from, to].map((at) => (typeof at === 'string' ? at : '')) as [string, string];
  if (since === '' && until === '') return null;
  const keys = since === '' ? [] : [since.slice(0, 4), since.slice(0, 7), since.slice(0, 10)];
  const known = keys.map(periodCalled).find((period) => isSame(period.from, since) && isSame(period.to, until));
  return known ?? { kind: 'other', key: `${since}/${until}`, from: since, to: until };
}

/** A list's filters but those of its dates. */
export function withoutDates(filters: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(filters).filter(([name]) => name !== 'from' && name !== 'to'));
}

/** Of a day, its year and its month. */
export function periodsAbove({ kind, key }: Period): Period[] {
  if (kind === 'day') return [periodCalled(key.slice(0, 4)), periodCalled(key.slice(0, 7))];
  return kind === 'month' ? [periodCalled(key.slice(0, 4))] : [];
}

/** The years; of a year its months, of a month its days. Of the only year, its months at once. */
export function choicesWithin(days: readonly { key: string; count: number }[], chosen: Period | null): CountedPeriod[] {
  if (chosen === null) {
    const years = sums(days, 4);
    return years.length > 1 ? years : sums(days, 7);
  }
  if (chosen.kind === 'day' || chosen.kind === 'other') return [];
  return sums(
    days.filter(({ key }) => key.startsWith(chosen.key)),
    chosen.kind === 'year' ? 7 : 10,
  );
}

/** From the first moment of a day (UTC) until now; the shortest first. */
export function pastTimes(now: Date): { name: 'today' | 'week' | 'month' | 'year'; from: string }[] {
  const daysAgo = (days: number): string => dayOf(now.getTime() - days * 86_400_000);
  return [
    { name: 'today', from: daysAgo(0) },
    { name: 'week', from: daysAgo(6) },
    { name: 'month', from: daysAgo(29) },
    { name: 'year', from: `${now.getUTCFullYear()}-01-01` },
  ];
}

function sums(days: readonly { key: string; count: number }[], length: 4 | 7 | 10): CountedPeriod[] {
  const counts = new Map<string, number>();
  for (const { key, count } of days) {
    const part = key.slice(0, length);
    counts.set(part, (counts.get(part) ?? 0) + count);
  }
  return [...counts].map(([key, count]) => ({ ...periodCalled(key), count }));
}

function periodCalled(key: string): Period {
  const kind = KINDS[key.length as keyof typeof KINDS];
  const [year = 0, month = 1, day = 1] = key.split('-').map(Number);
  const until = {
    year: Date.UTC(year + 1, 0),
    month: Date.UTC(year, month),
    day: Date.UTC(year, month - 1, day + 1),
  }[kind];
  return { kind, key, from: dayOf(Date.UTC(year, month - 1, day)), to: dayOf(until) };
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** A day is its first moment. */
function isSame(day: string, at: string): boolean {
  return day === at || `${day}T00:00:00Z` === at || `${day}T00:00:00.000Z` === at;
}
