/** Looks again and again until `look` answers something else than null, false or undefined; throws after `timeoutMs`. */
export async function eventually<Found>(
  what: string,
  look: () => Promise<Found | null | false | undefined>,
  timeoutMs = 60_000,
): Promise<Found> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs} ms in vain: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
