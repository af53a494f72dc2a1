import { countWritten } from '../ui/measures.js';

/** How values are put into sentences: what is counted as the reader writes it, "1,234" or "1 234". */
export function countsWritten(locale: () => string) {
  return function replace(
    this: string,
    pattern: RegExp,
    valueOf: (expression: string, name: string) => unknown,
  ): string {
    return this.replace(pattern, (expression: string, name: string) => {
      const value = valueOf(expression, name);
      return name === 'smart_count' && typeof value === 'number' ? countWritten(value, locale()) : String(value);
    });
  };
}
