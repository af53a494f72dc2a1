import { describe, expect, it } from '@jest/globals';
import { byteUnit, bytesInWords, countWritten, durationInWords, percentInWords } from './measures.js';

/** Which of its spaces a language puts where, the browser knows. */
const spaced = (words: string): string => words.replaceAll(/\s/gu, ' ');

describe('measures in the language of the page', () => {
  it.each([
    [0, '0 ms', '0 ms'],
    [849.6, '850 ms', '850 ms'],
    [1_000, '1.0 s', '1,0 s'],
    [1_150, '1.1 s', '1,1 s'],
    [4_240, '4.2 s', '4,2 s'],
    [59_949, '59.9 s', '59,9 s'],
    [59_950, '1 min 0 s', '1 min 0 s'],
    [200_000, '3 min 20 s', '3 min 20 s'],
    [7_500_000, '2 h 05 min', '2 h 05 min'],
  ])('say of %d milliseconds %s, and %s', (ms, english, french) => {
    expect(durationInWords(ms, 'en')).toBe(english);
    expect(spaced(durationInWords(ms, 'fr'))).toBe(french);
  });

  it.each([
    [0, '0 B', '0 o'],
    [999, '999 B', '999 o'],
    [1_540, '1.5 kB', '1,5 ko'],
    [2_000_000, '2 MB', '2 Mo'],
    [99_940_000, '99.9 MB', '99,9 Mo'],
    [117_400_000, '117 MB', '117 Mo'],
    [1.5e9, '1.5 GB', '1,5 Go'],
    [2.5e12, '2.5 TB', '2,5 To'],
    [1.2345e18, '1,235 PB', '1 235 Po'],
  ])('say of %d bytes %s, and %s', (bytes, english, french) => {
    expect(bytesInWords(bytes, 'en')).toBe(english);
    expect(spaced(bytesInWords(bytes, 'fr'))).toBe(french);
  });

  it.each([
    [0, '0', '0'],
    [999, '999', '999'],
    [1_234_567, '1,234,567', '1 234 567'],
  ])('say of %d that are counted %s, and %s', (count, english, french) => {
    expect(countWritten(count, 'en')).toBe(english);
    expect(spaced(countWritten(count, 'fr'))).toBe(french);
  });

  it.each([
    [100, '100%', '100 %'],
    [99.24, '99.2%', '99,2 %'],
  ])('say of %d percent %s, and %s', (percent, english, french) => {
    expect(percentInWords(percent, 'en')).toBe(english);
    expect(spaced(percentInWords(percent, 'fr'))).toBe(french);
  });

  it('call a byte as its language does, in whatever country', () => {
    expect(byteUnit('G', 'fr-CA')).toBe('Go');
    expect(byteUnit('G', 'en-GB')).toBe('GB');
  });
});
