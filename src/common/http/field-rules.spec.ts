import { describe, expect, it } from '@jest/globals';
import { IsString, Matches } from 'class-validator';
import { AppError } from '../app-error.js';
import { HasBytes, IsTime, MayBeAbsent, MayBeCleared, ONE_LINE, STORABLE } from './field-rules.js';
import { requestValidation } from './validation.js';

class Fields {
  @MayBeAbsent()
  @IsString()
  @Matches(STORABLE)
  text?: string;

  @MayBeAbsent()
  @IsString()
  @Matches(ONE_LINE)
  line?: string;

  @MayBeCleared()
  @IsString()
  note?: string | null;

  @MayBeAbsent()
  @HasBytes(1, 4)
  short?: string;

  @MayBeAbsent()
  @IsTime()
  at?: string;
}

const read = (body: object): Promise<unknown> =>
  requestValidation().transform(body, { type: 'body', metatype: Fields });

describe('a field that may be absent', () => {
  it('may be, and is then not there', async () => {
    expect(await read({})).toEqual({});
  });

  it('may not be null', async () => {
    await expect(read({ text: null })).rejects.toMatchObject({
      code: 'INVALID_PARAMETER',
      errors: [{ field: 'text' }],
    });
  });

  it('may be null where that takes something away', async () => {
    expect(await read({ note: null })).toEqual({ note: null });
  });
});

describe('a text', () => {
  it.each(['', 'plain', 'Größe 漢字 🙂', 'two\nlines', '\u{10FFFF}'])('may be %j', async (text) => {
    expect(await read({ text })).toEqual({ text });
  });

  it.each(['a\0b', '\ud83d', 'x\ude42y'])('is refused when PostgreSQL cannot keep it: %j', async (text) => {
    await expect(read({ text })).rejects.toBeInstanceOf(AppError);
    await expect(read({ line: text })).rejects.toBeInstanceOf(AppError);
  });

  it.each(['a', '漢', '🙂', 'four'])('has as many bytes as it may: %j', async (short) => {
    expect(await read({ short })).toEqual({ short });
  });

  it.each(['', 'fives', '漢字', '\ud83d\ud83d', 5, null])(
    'has too few or too many bytes, or none: %j',
    async (short) => {
      await expect(read({ short })).rejects.toMatchObject({ code: 'INVALID_PARAMETER', errors: [{ field: 'short' }] });
    },
  );

  it.each(['two\nlines', 'two\rlines', 'ends\n'])('of one line has no break: %j', async (line) => {
    await expect(read({ line })).rejects.toBeInstanceOf(AppError);
  });
});

describe('a time', () => {
  it.each([
    '2026-11-20',
    '2024-02-29',
    '2026-11-20T03:15Z',
    '2026-11-20T03:15:00Z',
    '2026-11-20T03:15:00.123456Z',
    '2026-11-20T23:59:59+05:30',
    '0001-01-01',
    '9999-12-31T23:59:59Z',
  ])('may be %s', async (at) => {
    expect(await read({ at })).toEqual({ at });
    expect(new Date(at).getTime()).not.toBeNaN();
  });

  it.each([
    '2026-W10',
    '2026-W40-1',
    '2026',
    '2026-11',
    '2026-324',
    '20261120',
    '2026-11-20T03:15:00',
    '2026-11-20 03:15:00Z',
    '2026-02-30',
    '2025-02-29',
    '2026-13-01',
    '2026-11-20T24:00:00Z',
    '2026-11-20T03:15:60Z',
    '2026-11-20T03:15:00+24:00',
    '0000-01-01',
    '+12026-11-20',
    'now',
    'infinity',
    '',
    1_795_184_300_000,
    null,
    ['2026-11-20'],
  ])('is not %j', async (at) => {
    await expect(read({ at })).rejects.toMatchObject({ code: 'INVALID_PARAMETER', errors: [{ field: 'at' }] });
  });
});
