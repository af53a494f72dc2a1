import { unreadable } from '../archive/archive-error.js';

/** How pg_dump packed a file of its directory format; each is a stream of its own. */
export type FilePacking = 'none' | 'gzip' | 'lz4' | 'zstd';

/** What a file of a dump is, by its name within its folder. */
export type MemberKind =
  | { kind: 'table of contents' }
  /** `name` without the ending of its packing: `3310.dat`. */
  | { kind: 'rows'; name: string; packing: FilePacking }
  | { kind: 'large object'; oid: number; packing: FilePacking }
  | { kind: 'list of large objects'; name: string }
  /** What psql would run; pg_dump -Ft puts it there for people. Nobody reads it here. */
  | { kind: 'script' };

const PACKINGS: Partial<Record<string, FilePacking>> = { '': 'none', '.gz': 'gzip', '.lz4': 'lz4', '.zst': 'zstd' };

/** Null for a name that pg_dump gives to nothing. */
export function kindOfMember(name: string): MemberKind | null {
  if (name === 'toc.dat') return { kind: 'table of contents' };
  if (name === 'restore.sql') return { kind: 'script' };
  if (/^blobs(_[1-9]\d{0,9})?\.toc$/.test(name)) return { kind: 'list of large objects', name };
  const [, prefix, id = '', ending = ''] = /^(blob_)?([1-9]\d{0,9})\.dat(\.gz|\.lz4|\.zst)?$/.exec(name) ?? [];
  const packing = PACKINGS[ending];
  if (id === '' || packing === undefined) return null;
  return prefix === undefined
    ? { kind: 'rows', name: `${id}.dat`, packing }
    : { kind: 'large object', oid: oidOf(id), packing };
}

export function oidOf(digits: string): number {
  const oid = Number(digits);
  if (!Number.isInteger(oid) || oid < 1 || oid >= 2 ** 32) throw unreadable(`${digits} is no number of a large object`);
  return oid;
}

/** The folder and the name of a path in a tar: `./dump/toc.dat` lies in `dump`. Throws for a path that leads out of it. */
export function placeOf(path: string): { folder: string; name: string } {
  const parts = path.split('/').filter((part) => part !== '.' && part !== '');
  if (path.startsWith('/') || parts.includes('..') || /[\p{Cc}\\]/u.test(path)) {
    throw unreadable('a name in the tar leads out of it', 'Pack it anew: tar -C FOLDER_OF_THE_DUMP -cf shop.tar .');
  }
  return { folder: parts.slice(0, -1).join('/'), name: parts.at(-1) ?? '' };
}
