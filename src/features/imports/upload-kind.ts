import { AppError } from '../../common/app-error.js';
import { NEWEST_MINOR } from '../../platform/postgres/archive/toc-parser.js';

/** What a file is by its first bytes. */
export type UploadKind = 'archive' | 'tar' | 'zstd' | 'gzip' | 'age';

/** How many of the first bytes tell. */
export const KIND_BYTES = 4_096;

const MAGIC: readonly { kind: UploadKind; bytes: Buffer }[] = [
  { kind: 'archive', bytes: Buffer.from('PGDMP') },
  { kind: 'zstd', bytes: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]) },
  { kind: 'gzip', bytes: Buffer.from([0x1f, 0x8b]) },
  { kind: 'age', bytes: Buffer.from('age-encryption.org/v1\n') },
];
const OTHERS: readonly { name: string; bytes: Buffer }[] = [
  { name: 'a zip archive', bytes: Buffer.from('PK\x03\x04') },
  { name: 'compressed by bzip2', bytes: Buffer.from('BZh') },
  { name: 'compressed by xz', bytes: Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]) },
  { name: 'compressed by lz4', bytes: Buffer.from([0x04, 0x22, 0x4d, 0x18]) },
];
const TAR_MAGIC = { at: 257, bytes: Buffer.from('ustar') };

const CONVERT =
  'Restore it into a scratch database and dump that: createdb scratch; … ; pg_dump -Fc scratch > shop.dump';

/** Told by content alone: a name is what somebody says. Throws ARCHIVE_UNREADABLE with the way on. */
export function kindOf(start: Buffer): UploadKind {
  const known = MAGIC.find(({ bytes }) => start.subarray(0, bytes.length).equals(bytes));
  if (known?.kind === 'archive') assertKnownFormat(start);
  if (known !== undefined) return known.kind;
  const other = OTHERS.find(({ bytes }) => start.subarray(0, bytes.length).equals(bytes));
  if (other !== undefined)
    throw refused(`It is ${other.name}`, 'Send the dump itself, or compress it by gzip or zstd.');
  if (start.subarray(TAR_MAGIC.at, TAR_MAGIC.at + TAR_MAGIC.bytes.length).equals(TAR_MAGIC.bytes)) return 'tar';
  if (isText(start)) {
    throw refused(
      'It is text, such as a plain SQL dump: a script that psql would run, with whatever it holds (COPY … PROGRAM, \\!)',
      CONVERT.replace('…', 'psql -X -d scratch -f dump.sql'),
    );
  }
  throw refused(
    'It is no dump of pg_dump in the custom format, and no tar of one in the directory or the tar format',
    'Dump with pg_dump -Fc; .gz and .zst around it are taken.',
  );
}

function assertKnownFormat(start: Buffer): void {
  const [major = 0, minor = 0] = start.subarray(5);
  if (major < 1 || (major === 1 && minor <= NEWEST_MINOR)) return;
  throw new AppError(
    'CLIENT_TOO_OLD',
    `The archive is of the format ${major}.${minor}, which no pg_restore here reads.`,
    {
      hint: 'It was written by a newer pg_dump: update Backstitch and the PostgreSQL client programs, or dump it with an older one.',
    },
  );
}

/** Of the beginning of a text, which may end within a character. */
function isText(start: Buffer): boolean {
  if (start.length === 0 || start.includes(0)) return false;
  const text = new TextDecoder('utf-8').decode(start, { stream: true });
  return !text.includes('\uFFFD');
}

function refused(what: string, hint: string): AppError {
  return new AppError('ARCHIVE_UNREADABLE', `The file is not taken. ${what}.`, { hint });
}
