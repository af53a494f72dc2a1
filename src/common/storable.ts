/**
 * PostgreSQL's text and jsonb take neither a zero byte nor half a surrogate pair; one such character in a log line (they
 * come from file names and from other programs' output) would lose the whole batch. Both become U+FFFD.
 */
export function storableText(text: string): string {
  return Buffer.from(text.replaceAll('\0', '\uFFFD'), 'utf8').toString('utf8');
}

/** `value` as jsonb can keep it: texts and names made storable, dates as ISO 8601, bigints as numbers, undefined left out. */
export function storableJson(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, entry]) =>
      entry === undefined || typeof entry === 'function' ? [] : [[storableText(name), storableValue(entry)]],
    ),
  );
}

function storableValue(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(storableValue);
  if (typeof value === 'object' && value !== null) return storableJson(Object.fromEntries(Object.entries(value)));
  return value;
}
