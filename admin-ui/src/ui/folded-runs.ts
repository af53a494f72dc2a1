/** What a line of a history says, and how it went. */
interface Told {
  sentence: string;
  outcome: string;
}

/** Neighbours that say the same. */
export interface FoldedRun<Entry> {
  newest: Entry;
  /** From newer to older; none where it happened once. */
  others: Entry[];
}

/** Folds equal neighbours into one. @param entries the newest first */
export function foldedRuns<Entry extends Told>(entries: readonly Entry[]): FoldedRun<Entry>[] {
  const runs: FoldedRun<Entry>[] = [];
  for (const entry of entries) {
    const run = runs.at(-1);
    if (run !== undefined && saysTheSame(run.newest, entry)) run.others.push(entry);
    else runs.push({ newest: entry, others: [] });
  }
  return runs;
}

function saysTheSame(one: Told, other: Told): boolean {
  return one.sentence === other.sentence && one.outcome === other.outcome;
}
