import { unreadable } from '../archive/archive-error.js';
import type { ByteReader } from '../archive/byte-reader.js';
import { paxRecords } from './pax-records.js';

/** A file or a folder of a tar. */
export interface TarMember {
  /** As it stands there; nothing about it has been checked. */
  name: string;
  isFolder: boolean;
  bytes: number;
  /** Of a file; what is not read of it is skipped when the next member is asked for. */
  body: AsyncGenerator<Buffer, void>;
}

const BLOCK = 512;
/** Names and attributes of one member; those of an honest one have a few hundred bytes. */
const EXTENDED_BYTES = 1024 ** 2;

/**
 * The members of a tar as it streams by: ustar, pax, and GNU's long names and large numbers. Made for tars of anybody:
 * a link, a device, a sparse file and all that is not one of those forms is refused, as is one whose end is missing or
 * that goes on behind it. Memory stays flat, whatever a header says.
 * @throws AppError ARCHIVE_UNREADABLE
 */
export async function* tarMembers(bytes: ByteReader, most = Infinity): AsyncGenerator<TarMember, void> {
  let given: { name?: string; bytes?: number } = {};
  for (let count = 0; ;) {
    const header = await bytes.take(BLOCK);
    if (isZero(header)) {
      await assertOver(bytes);
      return;
    }
    assertChecksum(header);
    const type = String.fromCharCode(header[156] ?? 0);
    if (EXTENSIONS.includes(type)) {
      const text = (await extended(bytes, numberAt(header, 124, 12))).toString('utf8');
      if (type === 'L') given = { ...given, name: text.replace(/\0+$/, '') };
      else if (type === 'x') given = { ...given, ...paxRecords(text) };
      else if (Object.keys(paxRecords(text)).length > 0)
        throw unreadable('the tar names a file for all of its members');
      continue;
    }
    const name = given.name ?? nameIn(header);
    const size = given.bytes ?? numberAt(header, 124, 12);
    given = {};
    const isFolder = type === '5' || (isFile(type) && name.endsWith('/'));
    if (!isFolder && !isFile(type)) {
      throw unreadable(
        `the tar holds ${KINDS[type] ?? 'something that is no file'}`,
        'Only files are taken: tar -c --hard-dereference.',
      );
    }
    if (isFolder && size > 0) throw unreadable('a folder of the tar has a size');
    count += 1;
    if (count > most) throw unreadable(`the tar has more than ${most} members`, 'No dump of a database has so many.');
    const left = { bytes: size };
    yield { name, isFolder, bytes: size, body: bodyOf(bytes, left) };
    await skip(bytes, left.bytes + padding(size));
  }
}

const EXTENSIONS = ['x', 'g', 'L'];
const KINDS: Partial<Record<string, string>> = {
  ...{ '1': 'a hard link', '2': 'a link', K: 'a link', '3': 'a device', '4': 'a device', '6': 'a pipe' },
  S: 'a sparse file',
};

function isFile(type: string): boolean {
  return type === '0' || type === '\0';
}

async function* bodyOf(bytes: ByteReader, left: { bytes: number }): AsyncGenerator<Buffer, void> {
  while (left.bytes > 0) {
    const chunk = await bytes.upTo(left.bytes);
    left.bytes -= chunk.length;
    yield chunk;
  }
}

async function extended(bytes: ByteReader, size: number): Promise<Buffer> {
  if (size > EXTENDED_BYTES) throw unreadable('a name in the tar is longer than any name');
  const text = Buffer.from(await bytes.take(size));
  await skip(bytes, padding(size));
  return text;
}

async function skip(bytes: ByteReader, count: number): Promise<void> {
  for (let left = count; left > 0;) left -= (await bytes.upTo(left)).length;
}

function padding(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}

/** Another block of zeros, and then nothing but zeros: what lay behind it, nobody would have looked at. */
async function assertOver(bytes: ByteReader): Promise<void> {
  const hasEnd = isZero(await bytes.take(BLOCK));
  for (let rest = await bytes.some(); hasEnd && rest !== null; rest = await bytes.some()) {
    if (!isZero(rest)) throw unreadable('something follows behind the end of the tar');
  }
  if (!hasEnd) throw unreadable('something follows behind the end of the tar');
}

function isZero(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0);
}

const CHECKSUM = { start: 148, end: 156 };

function assertChecksum(header: Buffer): void {
  if (header.toString('latin1', 257, 262) !== 'ustar') throw unreadable('a header of the tar is damaged');
  let sum = 0;
  for (const [at, byte] of header.entries()) sum += at >= CHECKSUM.start && at < CHECKSUM.end ? 32 : byte;
  if (sum !== numberAt(header, CHECKSUM.start, CHECKSUM.end - CHECKSUM.start)) {
    throw unreadable('a header of the tar is damaged');
  }
}

/** Octal digits; or, with the highest bit set, the bytes of the number. */
function numberAt(header: Buffer, at: number, length: number): number {
  const field = header.subarray(at, at + length);
  let value = 0;
  if (field[0] === 0x80) {
    for (const byte of field.subarray(1)) value = value * 256 + byte;
  } else {
    const [, digits] = /^ *([0-7]+)[ \0]*$/.exec(field.toString('latin1')) ?? [];
    value = digits === undefined ? NaN : Number.parseInt(digits, 8);
  }
  if (!Number.isSafeInteger(value)) throw unreadable('a size in the tar makes no sense');
  return value;
}

/** GNU's headers have times where POSIX has the beginning of a long name. */
function nameIn(header: Buffer): string {
  const name = textAt(header, 0, 100);
  const prefix = header[262] === 0 ? textAt(header, 345, 155) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

function textAt(header: Buffer, at: number, length: number): string {
  const field = header.subarray(at, at + length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end === -1 ? length : end);
}
