const DAY_MS = 24 * 60 * 60_000;
/** Clocks of two machines may differ by so much; a dump from later than that was made before a clock was set back. */
const CLOCK_SLACK_MS = 5 * 60_000;
const FIRST_HOUR_UTC = 3;

/**
 * The last moment at or before `now` at which a nightly dump was due: once a day between 03:00 and 04:00 UTC, at a
 * minute that is always the same for an instance, so that many of them do not come to one store at once.
 */
export function lastSlot(now: Date, instanceId: string): Date {
  const minute = Number.parseInt(instanceId.replaceAll('-', '').slice(-6), 16) % 60;
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate(), FIRST_HOUR_UTC, minute);
  return new Date(today <= now.getTime() ? today : today - DAY_MS);
}

/**
 * When the dump that is missing was due; null when none is. `made`: when nightly dumps were made; `since`: when the
 * instance was set up. Nothing but these times counts: however many nights were missed, one dump catches up, and what
 * a clock that ran ahead has dated into the future proves nothing.
 */
export function missedSlot(now: Date, instanceId: string, made: readonly Date[], since: Date): Date | null {
  const slot = lastSlot(now, instanceId);
  const isCovered = [...made, since].some((at) => at >= slot && !isFromTheFuture(at, now));
  return isCovered ? null : slot;
}

export function isFromTheFuture(at: Date, now: Date): boolean {
  return at.getTime() > now.getTime() + CLOCK_SLACK_MS;
}
