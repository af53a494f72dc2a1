import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { kindOf } from './upload-kind.js';

const bytes = (...values: number[]): Buffer => Buffer.from(values);

describe('a file is told by its content', () => {
  it.each([
    ['archive', Buffer.from('PGDMP\x01\x0e\x00')],
    ['gzip', gzipSync('x')],
    ['zstd', bytes(0x28, 0xb5, 0x2f, 0xfd, 0)],
    ['age', Buffer.from('age-encryption.org/v1\n-> X25519 a')],
    ['tar', Buffer.concat([Buffer.alloc(257), Buffer.from('ustar\0')])],
  ])('%s', (kind, start) => {
    expect(kindOf(start)).toBe(kind);
  });

  it.each([
    ['a script', Buffer.from('--\n-- PostgreSQL database dump\n'), /plain SQL/],
    ['a script that ends within a character', Buffer.from([0x2d, 0x2d, 0xe2, 0x82]), /plain SQL/],
    ['a zip', Buffer.from('PK\x03\x04'), /zip/],
    ['xz', bytes(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0), /xz/],
    ['anything else', bytes(0, 1, 2), /no dump/],
    ['nothing', Buffer.alloc(0), /no dump/],
  ])('%s is refused, with the way on', (_what, start, message) => {
    expect(() => kindOf(start)).toThrow(
      expect.objectContaining({
        code: 'ARCHIVE_UNREADABLE',
        message: expect.stringMatching(message) as unknown,
        hint: expect.stringMatching(/pg_dump -Fc|compress it/) as unknown,
      }),
    );
  });

  it('a format that nobody knows yet is no damage', () => {
    expect(() => kindOf(Buffer.from('PGDMP\x01\x11\x00'))).toThrow(expect.objectContaining({ code: 'CLIENT_TOO_OLD' }));
  });
});
