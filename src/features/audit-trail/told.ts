/** What a sentence is made of: an event's data is whatever was written when it was, so nothing of it is taken for granted. */
export interface Told {
  /** `backup #12 of shop`; `a backup` of events that kept no name. */
  subject: string;
  data: Record<string, unknown>;
}

/** `name, tags of `; nothing where none is named. */
export function fields({ fields: named }: Record<string, unknown>): string {
  return Array.isArray(named) && named.length > 0 ? `${named.map(text).map(nameInWords).join(', ')} of ` : '';
}

/** `approval required` of `approvalRequired`. */
export function nameInWords(field: string): string {
  return field.replaceAll('.', ' ').replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

export function count(value: unknown, noun: string): string {
  return `${text(value)} ${noun}${value === 1 ? '' : 's'}`;
}

export function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : 'something';
}

export function own<Value>(table: Record<string, Value>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
