/** The name of an IANA time zone that this machine knows. An offset (`+01:00`) is none: it knows no daylight saving. */
export function isTimeZone(name: unknown): name is string {
  if (typeof name !== 'string' || !/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false; // a RangeError, by which Intl says that it knows no such zone
  }
}
