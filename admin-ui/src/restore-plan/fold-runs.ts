import type { Mark, Stitch } from './align-histories.js';

/** So many neighbours of one kind that they are shown as a number. */
export interface Fold {
  mark: Mark;
  folded: Stitch[];
}

export interface FoldLimits {
  /** Runs up to this length are shown whole. */
  most: number;
  /** Of longer ones, so many at the beginning and at the end. */
  head: number;
  tail: number;
}

export const isFold = (item: Stitch | Fold): item is Fold => 'folded' in item;

/** Shortens long runs of one kind, so that hundreds of migrations fit where the eye looks. Pure. */
export function foldRuns(stitches: readonly Stitch[], limitsOf: (mark: Mark) => FoldLimits): (Stitch | Fold)[] {
  return runsOf(stitches).flatMap((run) => {
    const [first] = run;
    if (first === undefined) return [];
    const { most, head, tail } = limitsOf(first.mark);
    if (run.length <= most) return run;
    const end = run.length - tail;
    return [...run.slice(0, head), { mark: first.mark, folded: run.slice(head, end) }, ...run.slice(end)];
  });
}

function runsOf(stitches: readonly Stitch[]): Stitch[][] {
  const runs: Stitch[][] = [];
  for (const stitch of stitches) {
    const run = runs.at(-1);
    if (run?.[0]?.mark === stitch.mark) run.push(stitch);
    else runs.push([stitch]);
  }
  return runs;
}
