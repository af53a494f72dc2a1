import { describe, expect, it } from '@jest/globals';
import { namesTag } from './entity-tag.js';

describe('If-None-Match', () => {
  it.each(['"a"', ' "a" ', '"x", "a"', 'W/"a"', '"x",W/"a"', '*'])('%s names "a"', (header) => {
    expect(namesTag(header, '"a"')).toBe(true);
  });

  it.each([undefined, '', '"b"', 'a', '"ab"', '"x", "y"'])('%s does not', (header) => {
    expect(namesTag(header, '"a"')).toBe(false);
  });
});
