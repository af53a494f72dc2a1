import { describe, expect, it } from '@jest/globals';
import { ArchiveReader } from './archive-reader.js';

/** Writes what WriteHead, WriteToc and the custom format write, field by field, in each version of the format. */
class ArchiveWriter {
  private readonly parts: Buffer[] = [];

  constructor(private readonly minor: number) {}

  bytes(...values: number[]): this {
    this.parts.push(Buffer.from(values));
    return this;
  }

  int(value: number): this {
    const buffer = Buffer.alloc(5);
    buffer[0] = value < 0 ? 1 : 0;
    buffer.writeUInt32LE(Math.abs(value), 1);
    this.parts.push(buffer);
    return this;
  }

  text(value: string | null): this {
    if (value === null) return this.int(-1);
    this.int(Buffer.byteLength(value));
    this.parts.push(Buffer.from(value));
    return this;
  }

  header(entries: number): this {
    this.parts.push(Buffer.from('PGDMP'));
    this.bytes(1, this.minor, 0, 4, 8, 1);
    if (this.minor >= 15) this.bytes(0);
    else this.int(0);
    for (let field = 0; field < 7; field++) this.int(field - 1);
    return this.text('shop').text('15.1').text('15.2').int(entries);
  }

  entry(dumpId: number, desc: string, tag: string, hasData: boolean): this {
    const section = hasData ? 3 : 2;
    this.int(dumpId)
      .int(hasData ? 1 : 0)
      .text('1259')
      .text('16384')
      .text(tag)
      .text(desc)
      .int(section);
    this.text('')
      .text(null)
      .text(desc === 'TABLE DATA' ? `COPY ${tag} FROM stdin;` : null)
      .text('public')
      .text('');
    if (this.minor >= 14) this.text('heap');
    if (this.minor >= 16) this.int(114);
    this.text('owner').text('false').text('7').text('8').text(null);
    return this.bytes(hasData ? 1 : 3, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  rows(dumpId: number, ...pieces: string[]): this {
    this.bytes(1).int(dumpId);
    for (const piece of pieces) this.text(piece);
    return this.int(0);
  }

  largeObjects(dumpId: number, ...objects: { oid: number; pieces: string[] }[]): this {
    this.bytes(3).int(dumpId);
    for (const { oid, pieces } of objects) {
      this.int(oid);
      for (const piece of pieces) this.text(piece);
      this.int(0);
    }
    return this.int(0);
  }

  get archive(): Buffer {
    return Buffer.concat(this.parts);
  }
}

function read(archive: Buffer): ArchiveReader {
  const reader = new ArchiveReader();
  reader.push(archive);
  reader.end();
  return reader;
}

const END = '\\.\n\n\n';

describe('the reader of custom-format archives', () => {
  it.each([12, 13, 14, 15, 16])('knows the fields of format 1.%d', (minor) => {
    const writer = new ArchiveWriter(minor).header(3);
    writer.entry(1, 'TABLE', 'a', false).entry(2, 'TABLE DATA', 'a', true).entry(3, 'BLOBS', 'BLOBS', true);
    const tocLength = writer.archive.length;
    writer
      .rows(2, '1\tx\n', '2\ty\n', END)
      .largeObjects(3, { oid: 5, pieces: ['a\n'] }, { oid: -2_000_000_000, pieces: [] });
    const reader = read(writer.archive);
    expect(reader.header).toEqual({
      ...{ formatVersion: `1.${minor}`, compression: 'none', intSize: 4, offsetSize: 8 },
      ...{ databaseName: 'shop', serverVersion: '15.1', dumpVersion: '15.2' },
    });
    expect(reader.toc?.[1]).toMatchObject({
      ...{ dumpId: 2, desc: 'TABLE DATA', tag: 'a', namespace: 'public', owner: 'owner', section: 'data' },
      ...{ hasData: true, dependencies: [7, 8], copyStatement: 'COPY a FROM stdin;' },
    });
    expect(reader.tableRows()).toEqual([{ dumpId: 2, namespace: 'public', tag: 'a', rows: 2, bytes: 33 }]);
    expect(reader.largeObjects).toBe(2);
    expect(reader.tocBytes?.length).toBe(tocLength);
  });

  const table = (): ArchiveWriter => new ArchiveWriter(16).header(1).entry(2, 'TABLE DATA', 'a', true);

  it.each([
    { what: 'no rows', pieces: [END], rows: 0 },
    {
      what: 'rows gathered into large pieces with the terminator',
      pieces: [`${'x'.repeat(99)}\n`.repeat(50) + END],
      rows: 50,
    },
    { what: 'rows cut anywhere by pieces', pieces: ['ab', 'c\nde', '\n\\', '.\n\n\n'], rows: 2 },
    { what: 'rows without columns', pieces: ['\n', '\n', '\n', END], rows: 3 },
    { what: 'values that look like the terminator', pieces: ['\\\\.\n', 'x\\\\.\n', END], rows: 2 },
  ])('counts $what', ({ pieces, rows }) => {
    expect(read(table().rows(2, ...pieces).archive).tableRows()[0]?.rows).toBe(rows);
  });

  it.each([
    { what: 'rows without their terminator', archive: table().rows(2, '1\n').archive },
    { what: 'a terminator that does not begin a line', archive: table().rows(2, `1${END}`).archive },
    { what: 'data of an entry that has none', archive: table().rows(9, END).archive },
    { what: 'data of an entry twice', archive: table().rows(2, END).rows(2, END).archive },
    { what: 'a piece of negative length', archive: table().bytes(1).int(2).int(-5).archive },
    { what: 'a missing block', archive: table().archive },
    { what: 'a format that is newer', archive: new ArchiveWriter(17).header(0).archive },
    {
      what: 'a text of absurd length',
      archive: new ArchiveWriter(14).header(1).int(1).int(0).int(2_000_000_000).archive,
    },
  ])('refuses $what', ({ archive }) => {
    expect(() => read(archive)).toThrow(expect.objectContaining({ code: 'ARCHIVE_UNREADABLE' }));
  });

  it('stays failed once it has failed', () => {
    const reader = new ArchiveReader();
    expect(() => {
      reader.push(Buffer.from('not an archive'));
    }).toThrow('does not start');
    expect(() => {
      reader.push(table().rows(2, END).archive);
    }).toThrow('does not start');
    expect(() => {
      reader.end();
    }).toThrow('does not start');
    expect(reader.complete).toBe(false);
  });
});
