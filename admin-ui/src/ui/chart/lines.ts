/** What is drawn, and read out, of one thing over time. */
export interface ChartLine {
  id: string;
  /** Of two tenants, sources may have the same. */
  name: string;
  points: readonly ChartPoint[];
}

export interface ChartPoint {
  /** Milliseconds since 1970. */
  at: number;
  /** null: there is nothing for that time. */
  value: number | null;
}

/** How a line is told from others: by its colour and by how it is broken, for whoever does not tell the colours apart. */
export interface LineLook {
  color: string;
  dash: number[];
}

const DASHES: number[][] = [[], [6, 4], [2, 3], [10, 4, 2, 4]];

export function lookOfLine(index: number, colors: readonly [string, ...string[]]): LineLook {
  return {
    color: colors[index % colors.length] ?? colors[0],
    dash: DASHES[(index + Math.floor(index / colors.length)) % DASHES.length] ?? [],
  };
}
