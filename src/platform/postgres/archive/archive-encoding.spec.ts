import { describe, expect, it } from '@jest/globals';
import { decoderOf, encoderOf } from './archive-encoding.js';

/** Bytes as PostgreSQL's own conversion writes the text: `SELECT convert_to('…', 'WIN1252')`. */
const CASES: [encoding: string, hex: string, text: string][] = [
  ['UTF8', 'c3bc', 'ü'],
  ['SQL_ASCII', 'c3bc', 'ü'],
  ['LATIN1', 'fc80', 'ü\u0080'],
  ['LATIN2', 'a3f364bc', 'Łódź'],
  ['LATIN9', 'a4', '€'],
  ['LATIN10', 'de61', 'Ța'],
  ['WIN1251', 'cff0e8', 'При'],
  ['WIN1252', '933180b794fc', '“1€·”ü'],
  ['KOI8R', 'f0d2c9', 'При'],
  ['EUC_JP', 'b4c1', '漢'],
  ['EUC_KR', 'c7d1', '한'],
  ['EUC_CN', 'bbe3', '汇'],
];

describe('names in an archive', () => {
  it.each(CASES)('of a database in %s: %s', (encoding, hex, text) => {
    expect(decoderOf(encoding)(Buffer.from(hex, 'hex'))).toBe(text);
  });

  it.each(CASES.filter(([encoding]) => !encoding.startsWith('EUC')))('are written in %s: %s', (encoding, hex, text) => {
    expect(encoderOf(encoding)(text)?.toString('hex')).toBe(hex);
  });

  it('are not written where the encoding lacks the characters, or is not known', () => {
    expect(encoderOf('LATIN1')('漢')).toBeNull();
    expect(encoderOf('EUC_JP')('漢')).toBeNull();
    expect(encoderOf('EUC_TW')('é')).toBeNull();
    expect(encoderOf('LATIN2')('\ufffd')).toBeNull();
    expect(encoderOf('EUC_JP')('shop "app"')?.toString()).toBe('shop "app"');
  });

  it('in an encoding that Node does not know are ASCII, or told by U+FFFD', () => {
    expect(decoderOf('EUC_TW')(Buffer.from('orders'))).toBe('orders');
    expect(decoderOf('EUC_TW')(Buffer.from('e9bb', 'hex'))).toContain('\uFFFD');
  });
});
