import type { Choice } from './change-list/filter-sidebar.js';

/** Choices of a filter by their words: `bs.status.failed`. */
export function choicesOf(words: string, values: readonly string[]): Choice[] {
  return values.map((value) => ({ id: value, name: `${words}.${value}` }));
}
