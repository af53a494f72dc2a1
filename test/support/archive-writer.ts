/** One entry of a table of contents, as pg_dump would write it, or as somebody who means ill would. */
export interface WrittenEntry {
  desc: string;
  tag: string;
  definition?: string;
  copyStatement?: string;
  namespace?: string;
  owner?: string;
  section?: number;
  dependencies?: string[];
  /** Pieces of its data; absent: it has none. */
  data?: readonly Buffer[];
  /** In a toc.dat: the file of its data; default, as pg_dump calls it. */
  file?: string;
}

export interface WrittenArchive {
  magic?: string;
  /** Of the format 1.x; 14 is PostgreSQL 12 to 15. */
  minor?: number;
  format?: number;
  compression?: number;
  dumpVersion?: string;
  databaseName?: string;
  /** How many the header says there are; default, as many as there are. */
  count?: number;
  entries: readonly WrittenEntry[];
}

const INT_SIZE = 4;

/** Writes custom-format archives (pg_dump -Fc) by hand, so that tests can write those that pg_dump would not. */
export function writeArchive(archive: WrittenArchive): Buffer {
  const { magic = 'PGDMP', minor = 14, format = 1, compression = 0, entries } = archive;
  const parts: Buffer[] = [Buffer.from(magic), Buffer.from([1, minor, 0, INT_SIZE, 8, format])];
  parts.push(minor >= 15 ? Buffer.from([compression === 0 ? 0 : 1]) : integer(compression));
  for (const field of [0, 0, 12, 1, 0, 126, 0]) parts.push(integer(field));
  parts.push(text(archive.databaseName ?? 'shop'), text('15.18'), text(archive.dumpVersion ?? '15.18'));
  parts.push(integer(archive.count ?? entries.length));
  for (const [index, entry] of entries.entries()) parts.push(written(entry, index + 1, minor));
  for (const [index, { data }] of entries.entries()) if (data !== undefined) parts.push(block(index + 1, data));
  return Buffer.concat(parts);
}

/** The toc.dat of the directory format, or of the tar format: entries whose `data` is there have it in a file. */
export function writeTocOfFiles(archive: WrittenArchive): Buffer {
  const { entries, minor = 14 } = archive;
  const toc = entries.map((entry, index) => {
    const { data, file = data === undefined ? '' : `${index + 1}.dat` } = entry;
    return Buffer.concat([written(entry, index + 1, minor).subarray(0, -9), text(file)]);
  });
  const count = archive.count ?? entries.length;
  return Buffer.concat([writeArchive({ format: 3, ...archive, count, entries: [] }), ...toc]);
}

/** What every dump begins with. */
export const PREAMBLE: readonly WrittenEntry[] = [
  { desc: 'ENCODING', tag: 'ENCODING', definition: "SET client_encoding = 'UTF8';\n" },
  { desc: 'STDSTRINGS', tag: 'STDSTRINGS', definition: "SET standard_conforming_strings = 'on';\n" },
  {
    desc: 'SEARCHPATH',
    tag: 'SEARCHPATH',
    definition: "SELECT pg_catalog.set_config('search_path', '', false);\n",
  },
];

export function table(name: string, columns = 'n integer'): WrittenEntry {
  return {
    ...{ desc: 'TABLE', tag: name, namespace: 'public', owner: 'postgres', section: 2 },
    definition: `CREATE TABLE public.${name} (${columns});\n`,
  };
}

export function rows(name: string, lines: readonly string[], columns = 'n'): WrittenEntry {
  return {
    ...{ desc: 'TABLE DATA', tag: name, namespace: 'public', owner: 'postgres', section: 3 },
    copyStatement: `COPY public.${name} (${columns}) FROM stdin;\n`,
    data: [...lines.map((line) => Buffer.from(`${line}\n`)), Buffer.from('\\.\n\n\n')],
  };
}

/** A sign, then the bytes of the number, the lowest first. */
export function integer(value: number): Buffer {
  const bytes = Buffer.alloc(1 + INT_SIZE);
  bytes[0] = value < 0 ? 1 : 0;
  bytes.writeUInt32LE(Math.abs(value), 1);
  return bytes;
}

function text(value: string | undefined): Buffer {
  if (value === undefined) return integer(-1);
  const bytes = Buffer.from(value);
  return Buffer.concat([integer(bytes.length), bytes]);
}

function written(entry: WrittenEntry, dumpId: number, minor: number): Buffer {
  const { desc, tag, definition, copyStatement, namespace, owner = '', section = 1, dependencies = [], data } = entry;
  return Buffer.concat([
    integer(dumpId),
    integer(data === undefined ? 0 : 1),
    ...[text('0'), text('0'), text(tag), text(desc), integer(section)],
    ...[text(definition ?? ''), text(''), text(copyStatement), text(namespace), text(undefined)],
    ...(minor >= 14 ? [text(undefined)] : []),
    ...(minor >= 16 ? [integer(0)] : []),
    ...[text(owner), text('false'), ...dependencies.map(text), text(undefined)],
    ...[Buffer.from([data === undefined ? 3 : 1]), Buffer.alloc(8)],
  ]);
}

function block(dumpId: number, data: readonly Buffer[]): Buffer {
  const pieces = data.flatMap((piece) => [integer(piece.length), piece]);
  return Buffer.concat([Buffer.from([1]), integer(dumpId), ...pieces, integer(0)]);
}
