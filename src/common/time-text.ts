const TIME =
  /^(?<day>\d{4}-\d\d-\d\d)(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d))?$/;

/** A day (`2026-11-20`, midnight in UTC) or a moment with its offset (RFC 3339), of the years 1 to 9999; nothing that only looks like one. */
export function isTime(value: unknown): boolean {
  const day = typeof value === 'string' ? TIME.exec(value)?.groups?.day : undefined;
  return day !== undefined && !day.startsWith('0000') && isDay(day);
}

/** Date takes the 30th of February for the 2nd of March. */
function isDay(day: string): boolean {
  const time = Date.parse(day);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}
