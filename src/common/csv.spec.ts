import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { type CsvCell, csvStream } from './csv.js';

async function* one(cell: CsvCell): AsyncIterable<{ cell: CsvCell }> {
  yield { cell };
}

const written = async (cell: CsvCell): Promise<string> => text(csvStream({ cell: (row) => row.cell }, one(cell)));

describe('a cell', () => {
  it.each<[string, CsvCell, string]>([
    ['a text', 'shop', 'shop'],
    ['what holds a comma', 'a,b', '"a,b"'],
    ['what holds a quote', 'a"b', '"a""b"'],
    ['what holds a line break', 'a\nb', '"a\nb"'],
    ['nothing', null, ''],
    ['a number below zero, which is no formula', -5, '-5'],
    ['a truth', false, 'false'],
    ['a time', new Date('2026-11-22T00:00:00Z'), '2026-11-22T00:00:00.000Z'],
    ['a formula', '=1+1', "'=1+1"],
    ['a formula that begins with +', '+1', "'+1"],
    ['a formula that begins with -', '-1+cmd', "'-1+cmd"],
    ['a formula that begins with @', '@SUM(A1)', "'@SUM(A1)"],
    ['a formula after a tab', '\t=1', "'\t=1"],
    ['a formula after a carriage return', '\r=1', `"'\r=1"`],
    ['a formula in quotes', '=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
  ])('that is %s', async (_case, cell, expected) => {
    expect(await written(cell)).toBe(`cell\r\n${expected}\r\n`);
  });
});

it('writes the headings of a table without rows', async () => {
  expect(await text(csvStream<number>({ a: () => 1, b: () => 2 }, Readable.from([])))).toBe('a,b\r\n');
});

it('breaks off when the rows do, so that what is cut cannot be taken for whole', async () => {
  async function* rows(): AsyncIterable<number> {
    yield 1;
    throw new Error('the database is gone');
  }
  await expect(text(csvStream({ n: (n) => n }, rows()))).rejects.toThrow('the database is gone');
});

it('takes rows only as they are read, and closes them when nobody reads on', async () => {
  let taken = 0;
  let isClosed = false as boolean;
  async function* rows(): AsyncIterable<number> {
    try {
      while (taken < 1_000_000) yield (taken += 1);
    } finally {
      isClosed = true;
    }
  }
  const stream = csvStream({ n: (n) => n }, rows());
  stream.once('data', () => stream.destroy());
  while (!isClosed) await setImmediate();
  expect(taken).toBeLessThan(50_000);
});
