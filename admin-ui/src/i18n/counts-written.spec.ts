import { expect, it } from '@jest/globals';
import polyglotI18nProvider from 'ra-i18n-polyglot';
import { countsWritten } from './counts-written.js';
import { english } from './en/index.js';

const WORDS = { rows: 'one row of %{table} |||| %{smart_count} rows of %{table}', page: 'page %{page}' };

it.each([
  ['en', '1,234,567 rows of a'],
  ['fr', '1\u202f234\u202f567 rows of a'],
])('writes what is counted as %s does, and leaves the choice of the plural alone', (locale, said) => {
  const { translate } = polyglotI18nProvider(() => ({ ...english, ...WORDS }), 'en', [], {
    replace: countsWritten(() => locale),
  });
  expect(translate('rows', { smart_count: 1_234_567, table: 'a' })).toBe(said);
  expect(translate('rows', { smart_count: 1, table: 'a' })).toBe('one row of a');
  expect(translate('page', { page: 2026 })).toBe('page 2026');
  expect(translate('rows', { smart_count: 2 })).toBe('2 rows of %{table}');
});
