import { describe, expect, it } from '@jest/globals';
import { kindOf } from './upload-kind.js';

const tar = Buffer.alloc(1024);
tar.write('toc.dat', 0);
tar.write('ustar', 257);

describe('what is told of a file before it is sent', () => {
  it.each([
    ['a custom-format dump', Buffer.from('PGDMP\x01\x0e\x00'), { isTaken: true, kind: 'archive' }],
    ['zstd', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0]), { isTaken: true, kind: 'zstd' }],
    ['gzip', Buffer.from([0x1f, 0x8b, 8]), { isTaken: true, kind: 'gzip' }],
    ['age', Buffer.from('age-encryption.org/v1\n-> X25519'), { isTaken: true, kind: 'age' }],
    ['a tar', tar, { isTaken: true, kind: 'tar' }],
    ['nothing', Buffer.alloc(0), { isTaken: false, reason: 'empty' }],
    ['a zip archive', Buffer.from('PK\x03\x04rest'), { isTaken: false, reason: 'zip' }],
    ['SQL, cut within a character', Buffer.from('SELECT 1; -- é').subarray(0, -1), { isTaken: false, reason: 'text' }],
    ['anything else', Buffer.from([0xff, 0xfe, 0, 1]), { isTaken: false, reason: 'other' }],
  ])('%s', async (_name, bytes, kind) => {
    expect(await kindOf(new Blob([bytes]))).toEqual(kind);
  });
});
