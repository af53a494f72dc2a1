import { describe, expect, it } from '@jest/globals';
import { alignHistories } from './align-histories.js';

const names = (text: string): string[] => text.split(' ').filter((name) => name !== '');

const draw = (applied: string, expected: string): string =>
  alignHistories({ applied: names(applied), expected: names(expected) })
    .map(({ name, mark }) => `${name}:${mark}`)
    .join(' ');

describe('two histories as one', () => {
  it.each([
    ['equal', 'a b', 'a b', 'a:both b:both'],
    ['a backup that is behind', 'a', 'a b c', 'a:both b:pending c:pending'],
    ['a backup that is ahead', 'a b c', 'a', 'a:both b:unknown c:unknown'],
    ['a hole in the backup', 'a c', 'a b c d', 'a:both b:late c:both d:pending'],
    ['another one in the middle', 'a x c', 'a b c', 'a:both x:unknown b:late c:both'],
    ['each its own at the end', 'a x', 'a b', 'a:both x:unknown b:pending'],
    ['the same in another order', 'a b', 'b a', 'a:both b:both'],
    ['the same in another order, and more', 'b a', 'a b c', 'b:both a:both c:pending'],
    ['nothing in the backup', '', 'a b', 'a:pending b:pending'],
    ['nobody who says what the code has', 'a b', '', 'a:alone b:alone'],
    ['nothing at all', '', '', ''],
  ])('shows %s', (_, applied, expected, drawn) => {
    expect(draw(applied, expected)).toBe(drawn);
  });
});
