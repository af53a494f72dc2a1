import { expect, it } from '@jest/globals';
import { copyRows } from './copy-text.js';

it.each<[string, string, (string | null)[][]]>([
  [
    'fields by tabs',
    '1\tshop\n2\t\n\\.\n\n\n',
    [
      ['1', 'shop'],
      ['2', ''],
    ],
  ],
  ['null, and what only looks like it', '\\N\t\\\\N\tN\n\\.\n', [[null, '\\N', 'N']]],
  ['what COPY escapes', 'a\\tb\\nc\\\\d\\r\\b\\f\\v\n\\.\n', [['a\tb\nc\\d\r\b\f\v']]],
  ['characters by their number', '\\x41\\101\\x4z\\0\\377\n\\.\n', [['AA\u0004z\uFFFD\uFFFD']]],
  ['any other character for itself', '\\"\\q\n\\.\n', [['"q']]],
  ['nothing after the line that ends them', '1\n\\.\n2\n', [['1']]],
  ['the last line also without its end', '1\n2', [['1'], ['2']]],
  ['no rows', '\\.\n\n\n', []],
])('reads %s', (_what, text, rows) => {
  expect([...copyRows(text)]).toEqual(rows);
});
