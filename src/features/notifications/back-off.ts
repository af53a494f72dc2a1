const FIRST_MS = 10_000;
const LONGEST_MS = 3_600_000;
/** What a receiver may ask for by Retry-After. */
const LONGEST_ASKED_MS = 6 * 3_600_000;
/** No attempt is ever put off further. */
export const LONGEST_WAIT_MS = Math.max(LONGEST_MS, LONGEST_ASKED_MS);
/** After that nobody is told any more what happened then. */
export const GIVE_UP_AFTER_MS = 24 * 3_600_000;

/**
 * How long to wait after the `attempts`th attempt: 10 s, doubled each time up to an hour, of which a half is left to
 * chance, so that a thousand channels of one receiver do not all come back at once. Never before the receiver asked for.
 * `random`: 0 to 1.
 */
export function backOffMs(attempts: number, random: number, retryAfterSeconds: number | null = null): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts - 1, 20));
  const asked = Math.min(LONGEST_ASKED_MS, (retryAfterSeconds ?? 0) * 1_000);
  return Math.max(asked, Math.round(full * (0.5 + random / 2)));
}
