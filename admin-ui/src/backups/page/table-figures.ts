import type { components } from '../../api/schema.js';
import { bytesInWords, countWritten } from '../../ui/measures.js';

export type Schema = components['schemas']['ContentsSchemaResponse'];
export type Figure = 'rows' | 'bytes' | 'archiveBytes';

export interface Sort {
  by: 'name' | Figure;
  isUp: boolean;
}

export interface TableOf extends Record<Figure, number | null> {
  name: string;
  kind?: Schema['tables'][number]['kind'];
}

export const FIGURES = ['rows', 'bytes', 'archiveBytes'] as const;
export const LABELS = { rows: 'rows', bytes: 'bytes', archiveBytes: 'archive' } as const;

/** Of the tables that hold rows: those of a partitioned one are in its partitions, which are counted. */
export function countInWords(
  found: TableOf[],
  words: (name: string, values: Record<string, unknown>) => string,
  locale: string,
): string {
  const holding = found.filter(({ rows }) => rows !== null);
  const rows = holding.reduce((sum, table) => sum + (table.rows ?? 0), 0);
  const partitioned = found.filter(({ kind }) => kind === 'partitioned').length;
  return [
    words('tables', { smart_count: holding.length, rows: countWritten(rows, locale) }),
    ...(partitioned === 0 ? [] : [words('partitioned_too', { smart_count: partitioned })]),
  ].join(' · ');
}

export function mostOf(tables: TableOf[]): Record<Figure, number> {
  const most = { rows: 0, bytes: 0, archiveBytes: 0 };
  for (const table of tables) for (const figure of FIGURES) most[figure] = Math.max(most[figure], table[figure] ?? 0);
  return most;
}

/** Tables alike in the figure stay in the order of their names; what is not known comes last. */
export function byFigure({ by, isUp }: Sort): (a: TableOf, b: TableOf) => number {
  const way = isUp ? 1 : -1;
  return (a, b) => {
    const difference = by === 'name' ? 0 : (a[by] ?? -1) - (b[by] ?? -1);
    return difference === 0 ? (by === 'name' ? way : 1) * (a.name < b.name ? -1 : 1) : way * difference;
  };
}

export function figureInWords(figure: Figure, value: number | null, locale: string): string {
  if (value === null) return '–';
  return figure === 'rows' ? countWritten(value, locale) : bytesInWords(value, locale);
}
