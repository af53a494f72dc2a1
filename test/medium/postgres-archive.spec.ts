import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PassThrough, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../src/common/app-error.js';
import { ArchiveReader } from '../../src/platform/postgres/archive/archive-reader.js';
import { choosePgDump } from '../../src/platform/postgres/choose-clients.js';
import { ClientPrograms } from '../../src/platform/postgres/client-programs.js';
import { dbnameArgument, libpqEnvironment } from '../../src/platform/postgres/libpq.js';
import { quotedNames } from '../../src/platform/postgres/row-counts.js';
import { ProcessRunner } from '../../src/platform/process/process-runner.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';
import { createRichSchema, RICH_ROWS } from '../support/rich-schema.js';

const runner = new ProcessRunner(process.env);

async function dump(database: TestDatabase, ...args: string[]): Promise<Buffer> {
  const { pgDump } = choosePgDump(await new ClientPrograms(runner).installed(), 15);
  const running = runner.start({
    program: pgDump,
    args: ['-Fc', '-d', dbnameArgument(database.target.database), ...args],
    env: libpqEnvironment(database.target, 'archive-test'),
    stdout: 'pipe',
  });
  const chunks: Buffer[] = [];
  const collect = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  await pipeline(running.stdout ?? new PassThrough(), collect);
  const result = await running.ended;
  if (result.exitCode !== 0) throw new Error(result.stderrTail);
  return Buffer.concat(chunks);
}

function read(archive: Buffer, chunkSize: (at: number) => number = () => 65536): ArchiveReader {
  const reader = new ArchiveReader();
  for (let at = 0; at < archive.length;) {
    const size = chunkSize(at);
    reader.push(archive.subarray(at, at + size));
    at += size;
  }
  reader.end();
  return reader;
}

describe('the archive reader', () => {
  let database: TestDatabase;
  let archive: Buffer;

  beforeAll(async () => {
    database = await createTestDatabase();
    const db = await database.open();
    await createRichSchema(db);
    await db.end();
    archive = await dump(database, '-Z0');
  });

  afterAll(async () => {
    await database.drop();
  });

  it('counts exactly the rows of each table, under its own name, and the large objects', async () => {
    const reader = read(archive);
    const db = await database.open();
    const rows = reader.tableRows();
    const names = await quotedNames(db, rows);
    await db.end();
    expect(Object.fromEntries(names.map((name, index) => [name, rows[index]?.rows]))).toEqual(RICH_ROWS);
    expect(reader.largeObjects).toBe(3);
    expect(reader.complete).toBe(true);
    expect(reader.rawBytes).toBe(archive.length);
    expect(reader.header).toMatchObject({ compression: 'none', databaseName: database.target.database });
  });

  it.each([1, 2, 3, 7, 4096])('reads the same whatever the chunks are (%d bytes)', (size) => {
    const whole = read(archive);
    const part = archive.length > 200_000 && size < 4096 ? (at: number) => (at < 60_000 ? size : 997) : () => size;
    const reader = read(archive, part);
    expect(reader.tableRows()).toEqual(whole.tableRows());
    expect(reader.tocBytes?.equals(whole.tocBytes ?? Buffer.alloc(0))).toBe(true);
  });

  it('keeps the table of contents as the first bytes of the archive', () => {
    const { toc, tocBytes } = read(archive);
    expect(archive.subarray(0, tocBytes?.length).equals(tocBytes ?? Buffer.alloc(0))).toBe(true);
    expect(tocBytes?.length).toBeLessThan(archive.length);
    const kinds = new Set(toc?.map((entry) => `${entry.section} ${entry.desc}`));
    for (const kind of [
      'pre-data TABLE',
      'data TABLE DATA',
      'post-data MATERIALIZED VIEW DATA',
      'data BLOBS',
      'none ACL',
    ]) {
      expect(kinds).toContain(kind);
    }
    expect(toc?.find((entry) => entry.tag === 'new\nline\\n')).toMatchObject({ namespace: 'shop', owner: 'postgres' });
  });

  it('agrees with pg_restore --list about every entry', async () => {
    const { pgRestore } = choosePgDump(await new ClientPrograms(runner).installed(), 15);
    const running = runner.start({ program: pgRestore, args: ['--list'], stdin: 'pipe', stdout: 'pipe' });
    running.stdin?.end(archive);
    let text = '';
    running.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
    await running.ended;
    const listed = [...text.matchAll(/^(\d+); \d+ \d+ /gm)].map((match) => Number(match[1]));
    const special = ['ENCODING', 'STDSTRINGS', 'SEARCHPATH', 'DATABASE', 'DATABASE PROPERTIES'];
    const ours = read(archive).toc?.filter((entry) => !special.includes(entry.desc)) ?? [];
    expect(ours.map((entry) => entry.dumpId)).toEqual(listed);
    expect(ours.length).toBeGreaterThan(50);
  });

  it('is never complete when the archive is cut, anywhere', () => {
    const { tocBytes } = read(archive);
    const tocEnd = tocBytes?.length ?? 0;
    const places = [0, 1, 4, tocEnd - 1, tocEnd, tocEnd + 1, archive.length - 1];
    for (let n = 0; n < 60; n++) places.push(Math.floor(((n * 0.6180339887) % 1) * archive.length));
    for (let n = 0; n < 40; n++) places.push(archive.length - 2 - n);
    for (const place of places) {
      const reader = new ArchiveReader();
      expect(() => {
        reader.push(archive.subarray(0, place));
        reader.end();
      }).toThrow(expect.objectContaining({ code: 'ARCHIVE_UNREADABLE' }));
      expect(reader.complete).toBe(false);
    }
  });

  it('refuses what follows the end, what is no archive, and an archive whose blocks make no sense', () => {
    expect(() => read(Buffer.concat([archive, Buffer.from('x')]))).toThrow(AppError);
    expect(() => read(Buffer.from('-- PostgreSQL database dump\n'))).toThrow(AppError);
    expect(() => read(Buffer.alloc(0))).toThrow(AppError);
    const turned = Buffer.from(archive);
    turned[read(archive).tocBytes?.length ?? 0] = 9;
    expect(() => read(turned)).toThrow('unknown type 9');
  });

  it('refuses to count an archive that pg_dump compressed, but gives its table of contents', async () => {
    const compressed = await dump(database, '-Z1');
    const reader = new ArchiveReader();
    expect(() => {
      reader.push(compressed);
    }).toThrow('compressed by pg_dump (gzip)');
    expect(reader.toc?.length).toBeGreaterThan(50);
  });

  it('takes rows dumped as INSERTs as not counted, and an archive without tables as complete', async () => {
    expect(read(await dump(database, '-Z0', '--inserts')).tableRows()).toEqual([]);
    const empty = await createTestDatabase();
    const reader = read(await dump(empty, '-Z0'));
    await empty.drop();
    expect(reader.complete).toBe(true);
    expect(reader.tableRows()).toEqual([]);
  });

  it('reads names of a database that is not in UTF-8', async () => {
    const latin = await createTestDatabase(undefined, `TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'`);
    const db = await latin.open();
    await db.query('CREATE TABLE public."Straße" (n int)');
    await db.query('INSERT INTO public."Straße" VALUES (1)');
    await db.end();
    const reader = read(await dump(latin, '-Z0'));
    await latin.drop();
    expect(reader.tableRows()).toMatchObject([{ namespace: 'public', tag: 'Straße', rows: 1 }]);
  });
});
