import { Readable } from 'node:stream';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { integer, PREAMBLE, rows, table, writeArchive } from '../../../../test/support/archive-writer.js';
import { packed } from '../../../../test/support/packed.js';
import { runPipeline } from '../../pipeline/pipeline.js';
import { ProcessRunner } from '../../process/process-runner.js';
import { ArchiveReader } from './archive-reader.js';
import { recodeArchive } from './recode-archive.js';

const runner = new ProcessRunner(process.env);
const LIMITS = { entries: 1_000, bytes: 1024 ** 2 };
const TEXT = 'one\ntwo\nthree\n\\.\n\n\n';

/** In chunks of so many bytes, so that every field is cut somewhere. */
async function recode(file: Buffer, chunkBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const cut = function* (): Generator<Buffer> {
    for (let at = 0; at < file.length; at += chunkBytes) yield file.subarray(at, at + chunkBytes);
  };
  await runPipeline({
    source: {
      name: 'file',
      open: () => ({ output: Readable.from(cut(), { objectMode: false }), ended: Promise.resolve() }),
    },
    stages: [recodeArchive({ runner, limits: LIMITS, onToc: () => undefined })],
    sink: {
      name: 'memory',
      consume: async (input) => {
        for await (const chunk of input) chunks.push(chunk as Buffer);
      },
    },
    stallTimeoutMs: 10_000,
  });
  return Buffer.concat(chunks);
}

function read(file: Buffer): { rows: number[]; largeObjects: number } {
  const reader = new ArchiveReader();
  reader.push(file);
  reader.end();
  return { rows: reader.tableRows().map((each) => each.rows), largeObjects: reader.largeObjects };
}

/** As pg_dump compresses: one stream for each table, in pieces of any length. */
function compressed(minor = 14): Buffer {
  const stream = deflateSync(TEXT);
  return withRows([stream.subarray(0, 3), stream.subarray(3, 4), stream.subarray(4)], minor);
}

function withRows(data: Buffer[], minor = 14): Buffer {
  return writeArchive({ minor, compression: -1, entries: [...PREAMBLE, table('t'), { ...rows('t', []), data }] });
}

describe('an archive that pg_dump compressed', () => {
  it.each([14, 15, 16])('is the one that it would have written without, in format 1.%i', async (minor) => {
    for (const chunkBytes of [1, 7, 1_000_000]) {
      const recoded = await recode(compressed(minor), chunkBytes);
      expect(read(recoded)).toEqual({ rows: [3], largeObjects: 0 });
    }
  });

  it.each([
    ['lz4', 2],
    ['zstd', 3],
  ] as const)('so it is with %s, which pg_dump has from 16 on', async (program, algorithm) => {
    const stream = packed(program, TEXT);
    const file = withRows([stream.subarray(0, 3), stream.subarray(3)], 15).fill(algorithm, 11, 12);
    expect(read(await recode(file, 7))).toEqual({ rows: [3], largeObjects: 0 });
  });

  it('has its large objects, each of which is a stream of its own', async () => {
    const blobs = { ...table('BLOBS'), desc: 'BLOBS', data: [] };
    const head = writeArchive({ compression: -1, entries: [...PREAMBLE, blobs] });
    const object = (oid: number, text: string): Buffer => {
      const stream = deflateSync(text);
      return Buffer.concat([integer(oid), integer(stream.length), stream, integer(0)]);
    };
    const body = Buffer.concat([
      ...[head.subarray(0, head.length - 11), Buffer.from([3]), integer(4)],
      ...[object(16_401, 'bytes'), object(16_402, ''), integer(0)],
    ]);
    expect(read(await recode(body, 5))).toEqual({ rows: [], largeObjects: 2 });
  });

  it('forgets where its data lay, which is elsewhere now', async () => {
    const set = Buffer.from(writeArchive({ entries: [...PREAMBLE, table('t'), rows('t', ['1'])] }));
    const state = set.indexOf(Buffer.concat([Buffer.from([1]), Buffer.alloc(8), Buffer.from([1])]));
    set[state] = 2;
    set.writeUInt32LE(4711, state + 1);
    const recoded = await recode(set, 100);
    expect([recoded[state], recoded.readUInt32LE(state + 1)]).toEqual([1, 0]);
  });
});

describe('is refused', () => {
  it.each<[string, Buffer]>([
    ['cut in its definitions', compressed().subarray(0, 100)],
    ['cut in its data', compressed().subarray(0, -10)],
    ['with data that is no zlib', damaged((file) => file.fill(0xff, file.length - 15, file.length - 8))],
    ['with more behind its compressed data', withRows([deflateSync(TEXT), Buffer.from('more')])],
    ['with more right behind its compressed data', withRows([Buffer.concat([deflateSync(TEXT), Buffer.from('more')])])],
    ['with more entries than are taken', writeArchive({ entries: PREAMBLE, count: 1_001 })],
    ['that is not compressed by zstd, as it says', damaged((file) => file.fill(3, 11, 12), compressed(16))],
    ['that is not compressed by lz4, as it says', damaged((file) => file.fill(2, 11, 12), compressed(16))],
  ])('one %s', async (_what, file) => {
    await expect(recode(file, 64)).rejects.toMatchObject({ code: 'ARCHIVE_UNREADABLE' });
  });
});

function damaged(change: (file: Buffer) => void, file = compressed()): Buffer {
  const copy = Buffer.from(file);
  change(copy);
  return copy;
}
