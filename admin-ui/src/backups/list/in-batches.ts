export interface Batched<Refusal> {
  done: string[];
  refused: Refusal[];
  /** Why the rest was not tried; what is listed was, before that. */
  endedBy?: unknown;
}

/** Asks for many in parts. What fails after some are done does not hide them; what fails at once is thrown. */
export async function inBatches<Refusal>(
  ids: readonly string[],
  atOnce: number,
  ask: (some: string[]) => Promise<{ done: string[]; refused: Refusal[] }>,
): Promise<Batched<Refusal>> {
  const all: Batched<Refusal> = { done: [], refused: [] };
  try {
    for (let from = 0; from < ids.length; from += atOnce) {
      const { done, refused } = await ask(ids.slice(from, from + atOnce));
      all.done.push(...done);
      all.refused.push(...refused);
    }
  } catch (error) {
    if (all.done.length + all.refused.length === 0) throw error;
    all.endedBy = error;
  }
  return all;
}
