import type { AppHistory } from './plan.js';

/**
 * How one migration stands: in `both`; `pending` (the code alone has it, after all that both have); `late` (the code alone has
 * it, and before one that both have); `unknown` (the backup alone has it); `alone` (nobody says what the code has).
 */
export type Mark = 'both' | 'pending' | 'late' | 'unknown' | 'alone';

export interface Stitch {
  name: string;
  mark: Mark;
}

/**
 * Both histories of an app as one sequence, each migration once: what both have in the order in which the backup has it, and
 * what one side alone has where that side has it. Pure.
 */
export function alignHistories({ applied, expected }: Pick<AppHistory, 'applied' | 'expected'>): Stitch[] {
  if (expected.length === 0) return applied.map((name) => ({ name, mark: 'alone' }));
  const inBackup = new Set(applied);
  const inCode = new Set(expected);
  const placed = new Set<string>();
  const stitches: Stitch[] = [];
  const place = (name: string, mark: Mark): void => {
    placed.add(name);
    stitches.push({ name, mark });
  };

  let next = 0;
  /** The code's, up to the next one that both have. */
  const placeCodeAlone = (): void => {
    for (let name = expected[next]; name !== undefined; name = expected[next]) {
      if (inBackup.has(name) && !placed.has(name)) return;
      if (!inBackup.has(name)) place(name, 'pending');
      next += 1;
    }
  };
  for (const name of applied) {
    if (!inCode.has(name)) {
      place(name, 'unknown');
      continue;
    }
    placeCodeAlone();
    place(name, 'both');
  }
  placeCodeAlone();
  const lastOfBoth = stitches.findLastIndex(({ mark }) => mark === 'both');
  return stitches.map((stitch, index) =>
    stitch.mark === 'pending' && index < lastOfBoth ? { ...stitch, mark: 'late' } : stitch,
  );
}
