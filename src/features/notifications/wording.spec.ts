import { describe, expect, it } from '@jest/globals';
import { inZone, oneLine, size, someLines, span } from './wording.js';

describe('what others wrote', () => {
  it.each([
    ['a header', 'shop\r\nBcc: all@example.com', 'shop Bcc: all@example.com'],
    ['a zero byte, a bell and an escape', 'a\0b\u0007c\u001b[31m', 'a b c [31m'],
    ['a line separator', 'a\u2028b\u2029c\u0085d', 'a b c d'],
    ['what turns the reading round', 'txt.\u202eexe\u2066', 'txt. exe'],
  ])('is one line, with %s', (_, text, expected) => {
    expect(oneLine(text)).toBe(expected);
  });

  it('is cut between characters, and says so', () => {
    expect(oneLine('abcdef', 4)).toBe('abc…');
    expect(oneLine('ab😀def', 4)).toBe('ab…');
    expect(oneLine('abcd', 4)).toBe('abcd');
  });

  it('keeps its lines where it has room for them', () => {
    expect(someLines(' a \r\nb\u2028c\u0007\n\n')).toBe('a\nb\nc');
  });
});

describe('a moment', () => {
  const at = new Date('2026-11-21T02:15:07Z');
  it.each([
    ['UTC', '2026-11-21 02:15:07 UTC'],
    ['Europe/Berlin', '2026-11-21 03:15:07 GMT+1'],
    ['America/St_Johns', '2026-11-20 22:45:07 GMT-3:30'],
    ['Africa/Abidjan', '2026-11-21 02:15:07 UTC'],
  ])('is written as the clocks of %s show it', (zone, expected) => {
    expect(inZone(at, zone)).toBe(expected);
  });

  it('is midnight, not 24 o’clock', () => {
    expect(inZone(new Date('2026-11-21T00:00:00Z'), 'UTC')).toBe('2026-11-21 00:00:00 UTC');
  });
});

it.each([
  [0, '0 s'],
  [59_400, '59 s'],
  [3_600_000, '1 h'],
  [3_720_000, '1 h 2 min'],
  [273_600_000, '3 d 4 h'],
])('%d ms is %s', (milliseconds, expected) => {
  expect(span(milliseconds)).toBe(expected);
});

it.each([
  [617, '617 bytes'],
  [1_234_000, '1.2 MB'],
  [115_000_000_000, '115 GB'],
])('%d bytes are %s', (bytes, expected) => {
  expect(size(bytes)).toBe(expected);
});
