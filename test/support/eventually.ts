const INTERVAL_MS = 50;
const SHORTEST_OF_A_JOB_MS = 100;
const LONGEST_OF_A_JOB_MS = 600;

/** Looks again and again until `look` answers something else than null, false or undefined; throws after `timeoutMs`. */
export async function eventually<Found>(
  what: string,
  look: () => Promise<Found | null | false | undefined>,
  timeoutMs = 60_000,
): Promise<Found> {
  return repeated(what, look, timeoutMs, () => INTERVAL_MS);
}

/** The same for what takes a second or more: the longer it has taken, the more seldom it is looked at, since each look takes the processor of all. */
export async function inTime<Found>(
  what: string,
  look: () => Promise<Found | null | false | undefined>,
  timeoutMs = 60_000,
): Promise<Found> {
  return repeated(what, look, timeoutMs, (sinceMs) =>
    Math.min(LONGEST_OF_A_JOB_MS, Math.max(SHORTEST_OF_A_JOB_MS, sinceMs * 0.25)),
  );
}

async function repeated<Found>(
  what: string,
  look: () => Promise<Found | null | false | undefined>,
  timeoutMs: number,
  interval: (sinceMs: number) => number,
): Promise<Found> {
  const startedAt = Date.now();
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    const sinceMs = Date.now() - startedAt;
    if (sinceMs > timeoutMs) throw new Error(`Waited ${timeoutMs} ms in vain: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, interval(sinceMs)));
  }
}
