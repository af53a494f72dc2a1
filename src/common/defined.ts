/** What a request really says: a property that was not sent is there as `undefined` in its class. */
export function definedOf<Value extends object>(value: Value): Partial<Value> {
  const entries: [string, unknown][] = Object.entries(value);
  return Object.fromEntries(entries.filter(([, entry]) => entry !== undefined)) as Partial<Value>;
}
