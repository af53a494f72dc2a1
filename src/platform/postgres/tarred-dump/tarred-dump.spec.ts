import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import {
  PREAMBLE,
  rows,
  table,
  writeTocOfFiles,
  type WrittenArchive,
  type WrittenEntry,
} from '../../../../test/support/archive-writer.js';
import { packed } from '../../../../test/support/packed.js';
import { pax, writeTar, type WrittenMember } from '../../../../test/support/tar-writer.js';
import { runPipeline } from '../../pipeline/pipeline.js';
import type { PipelineSink, PipelineSource } from '../../pipeline/stage.js';
import { ProcessRunner } from '../../process/process-runner.js';
import { ArchiveReader } from '../archive/archive-reader.js';
import { archiveOfTar } from './archive-of-tar.js';
import { takeInventory } from './inventory.js';
import { planLoad } from './load-plan.js';

const runner = new ProcessRunner(process.env);
const LIMITS = { entries: 100, bytes: 1024 ** 2 };
const END = '\\.\n\n\n';

/** Entries 5 and 7 have rows. */
const TWO_TABLES = [...PREAMBLE, table('a'), rows('a', []), table('b'), rows('b', [])];
const TWO_FILES: WrittenMember[] = [
  { name: '5.dat', data: `1\n2\n${END}` },
  { name: '7.dat', data: `1\n${END}` },
];

function toc(entries: readonly WrittenEntry[] = TWO_TABLES, more: Partial<WrittenArchive> = {}): WrittenMember {
  return { name: 'toc.dat', data: writeTocOfFiles({ entries, ...more }) };
}

/** In chunks of so many bytes, so that every field is cut somewhere. */
function sourceOf(file: Buffer, chunkBytes: number): PipelineSource {
  const cut = function* (): Generator<Buffer> {
    for (let at = 0; at < file.length; at += chunkBytes) yield file.subarray(at, at + chunkBytes);
  };
  return {
    name: 'file',
    open: () => ({ output: Readable.from(cut(), { objectMode: false }), ended: Promise.resolve() }),
  };
}

async function converted(file: Buffer, chunkBytes = 1_000): Promise<{ archive: Buffer; passes: number }> {
  const plan = planLoad(await takeInventory(Readable.from([file]), LIMITS), LIMITS);
  let passes = 0;
  const read = async (sink: PipelineSink, signal: AbortSignal): Promise<void> => {
    passes += 1;
    await runPipeline({ source: sourceOf(file, chunkBytes), stages: [], sink, signal, stallTimeoutMs: 10_000 });
  };
  const chunks: Buffer[] = [];
  await runPipeline({
    source: archiveOfTar({ plan, runner, read }),
    stages: [],
    sink: {
      name: 'memory',
      consume: async (input) => {
        for await (const chunk of input) chunks.push(chunk as Buffer);
      },
    },
    stallTimeoutMs: 10_000,
  });
  return { archive: Buffer.concat(chunks), passes };
}

interface Seen {
  rows: Record<string, number>;
  largeObjects: number;
}

function read(archive: Buffer): Seen {
  const reader = new ArchiveReader();
  reader.push(archive);
  reader.end();
  const counted = reader.tableRows().map((each) => [each.tag, each.rows] as const);
  return { rows: Object.fromEntries(counted), largeObjects: reader.largeObjects };
}

describe('a tar of a dump is the archive that pg_dump -Fc would have written', () => {
  const files = (...members: WrittenMember[]): Buffer => writeTar(members);
  const [first = { name: '' }, ...others] = TWO_FILES;

  it.each<[string, Buffer]>([
    ['of the tar format', files(toc(), ...TWO_FILES, { name: 'restore.sql', data: '\\! touch evil' })],
    ['in any order', files(...TWO_FILES.toReversed(), toc())],
    ['in a folder', files({ name: 'dump/', type: '5' }, ...[toc(), ...TWO_FILES].map(within('dump')))],
    ['in folders', files({ name: './var/', type: '5' }, ...[toc(), ...TWO_FILES].map(within('./var/dump')))],
    ['with long names', files(pax({ path: 'x/toc.dat', mtime: '1.5' }), toc(), ...TWO_FILES.map(within('x')))],
    ['with names of GNU', files({ name: '@', type: 'L', data: 'x/toc.dat\0' }, toc(), ...TWO_FILES.map(within('x')))],
    ['whose size is in an extended header', files(toc(), pax({ size: '9' }), { ...first, size: '0' }, ...others)],
    ['whose size is in base 256', files(toc(), { ...first, size: `\x80${'\0'.repeat(10)}\x09` }, ...others)],
  ])('one %s', async (_what, tar) => {
    for (const chunkBytes of [1, 700, 1_000_000]) {
      expect(read((await converted(tar, chunkBytes)).archive).rows).toEqual({ a: 2, b: 1 });
    }
  });

  it.each<[string, (text: string) => Buffer]>([
    ['.gz', (text) => gzipSync(text)],
    ['.zst', (text) => packed('zstd', text)],
    ['.lz4', (text) => packed('lz4', text)],
  ])('whose files are %s', async (ending, pack) => {
    const files = TWO_FILES.map(({ name, data = '' }) => ({ name: name + ending, data: pack(String(data)) }));
    const { archive } = await converted(writeTar([toc(TWO_TABLES, { minor: 15 }), ...files]));
    expect(read(archive).rows).toEqual({ a: 2, b: 1 });
  });

  it('its data comes in the order of its entries, as a reader of a pipe needs it', async () => {
    const { archive } = await converted(writeTar([...TWO_FILES.toReversed(), toc()]));
    const reader = new ArchiveReader();
    reader.push(archive);
    const withData = reader.toc?.filter(({ hasData }) => hasData).map(({ dumpId }) => dumpId);
    expect(withData).toEqual([7, 5]);
    expect(archive.subarray(reader.tocBytes?.length).readUInt32LE(2)).toBe(7);
  });

  it('rows that hang on each other stay in their order, at the cost of another pass', async () => {
    const checked = { ...table('b'), definition: 'CREATE TABLE public.b (n integer CHECK (public.f(n)));\n' };
    for (const entries of [
      TWO_TABLES.map((entry) => (entry.tag === 'b' && entry.data === undefined ? checked : entry)),
      [...PREAMBLE, { ...table('a'), desc: 'FOREIGN TABLE' }, rows('a', []), table('b'), rows('b', [])],
    ]) {
      const { archive, passes } = await converted(writeTar([...TWO_FILES.toReversed(), toc(entries)]));
      expect([read(archive).rows, passes]).toEqual([{ a: 2, b: 1 }, 2]);
    }
    expect((await converted(writeTar([...TWO_FILES.toReversed(), toc()]))).passes).toBe(1);
  });

  it('has its large objects, of which all come with the first of their entries', async () => {
    const blobs = (file: string): WrittenEntry => ({ desc: 'BLOBS', tag: 'BLOBS', section: 3, data: [], file });
    const lists = (...names: string[]): WrittenEntry[] => names.map(blobs);
    const object = (oid: number): WrittenMember => ({ name: `blob_${oid}.dat`, data: 'bytes' });
    const old = writeTar([
      ...[object(7), toc([...PREAMBLE, ...lists('4.dat')]), object(3_000_000_000)],
      { name: 'blobs.toc', data: '7 blob_7.dat\n3000000000 blob_3000000000.dat\n' },
    ]);
    const several = writeTar([
      ...[object(7), toc([...PREAMBLE, ...lists('blobs_4.toc', 'blobs_5.toc')], { minor: 16 }), object(9)],
      { name: 'blobs_5.toc', data: '9 blob_9.dat\n' },
      { name: 'blobs_4.toc', data: '7 blob_7.dat\n' },
    ]);
    for (const tar of [old, several]) expect(read((await converted(tar)).archive).largeObjects).toBe(2);
  });
});

describe('is refused', () => {
  const list = (data: string): WrittenMember => ({ name: 'blobs.toc', data });
  const withBlobs = toc([...PREAMBLE, { desc: 'BLOBS', tag: 'BLOBS', section: 3, data: [] }]);
  const object = { name: 'blob_7.dat', data: 'x' };
  const whole = [toc(), ...TWO_FILES];
  const with1 = (member: WrittenMember): WrittenMember[] => [...whole, member];

  it.each<[string, WrittenMember[], RegExp]>([
    ['without its table of contents', TWO_FILES, /no toc\.dat/],
    ['that lacks a file', whole.slice(0, 2), /7\.dat is missing/],
    ['with a file that nothing names', with1({ name: '99.dat' }), /99\.dat, which .* does not name/],
    ['with a file of another kind', with1({ name: 'evil.so' }), /pg_dump does not make/],
    ['with a file of macOS', with1({ name: '._toc.dat' }), /pg_dump does not make/],
    ['with a file twice', with1({ name: '5.dat', data: END }), /5\.dat twice/],
    ['with a file twice, differently packed', with1({ name: '5.dat.gz' }), /5\.dat twice/],
    ['with two tables of contents', with1(toc()), /toc\.dat twice/],
    ['with a path that leads out of it', with1({ name: '../5.dat' }), /leads out/],
    ['with a path that leads out of it in its middle', with1({ name: 'a/../../5.dat' }), /leads out/],
    ['with an absolute path', with1({ name: '/etc/passwd' }), /leads out/],
    ['with a path of Windows', with1({ name: '..\\5.dat' }), /leads out/],
    ['with a path that leads out of it in an extended header', [pax({ path: '../toc.dat' }), ...whole], /leads out/],
    ['with a link', with1({ name: '9.dat', type: '2' }), /a link/],
    ['with a hard link', with1({ name: '9.dat', type: '1' }), /a hard link/],
    ['with a link of a long name', with1({ name: '@', type: 'K', data: 'x' }), /a link/],
    ['with a device', with1({ name: '9.dat', type: '3' }), /a device/],
    ['with a pipe', with1({ name: '9.dat', type: '6' }), /a pipe/],
    ['with a sparse file', with1({ name: '9.dat', type: 'S' }), /a sparse file/],
    ['with a sparse file of pax', [pax({ 'GNU.sparse.major': '1' }), ...whole], /a sparse file/],
    ['with a name for all', [{ ...pax({ path: 'toc.dat' }), type: 'g' }, ...whole], /for all/],
    ['in several folders', [toc(), ...TWO_FILES.map(within('other'))], /several folders/],
    ['with another folder', with1({ name: 'other/', type: '5' }), /other folders/],
    ['with a folder that has a size', with1({ name: 'dump/', type: '5', data: 'x' }), /folder of the tar has a size/],
    ['with a size that is none', with1({ name: '9.dat', size: 'x' }), /size in the tar/],
    ['with a negative size', with1({ name: '9.dat', size: '\xff'.repeat(12) }), /size in the tar/],
    ['with a size beyond all', with1({ name: '9.dat', size: '\x80' + '\xff'.repeat(11) }), /size in the tar/],
    [
      'with an extended header without end',
      [{ name: 'x', type: 'x', size: '77777777777' }, ...whole],
      /longer than any/,
    ],
    ['with an extended header that is none', [{ name: 'x', type: 'x', data: '99 path=a\n' }, ...whole], /damaged/],
    [
      'with more after its table of contents',
      [{ ...toc(), data: Buffer.concat([Buffer.from(toc().data ?? ''), Buffer.from('x')]) }, ...TWO_FILES],
      /does not end where/,
    ],
    ['whose table of contents is too long', [{ name: 'toc.dat', data: Buffer.alloc(2 * 1024 ** 2) }], /larger than/],
    [
      'whose table of contents is of the custom format',
      [toc(TWO_TABLES, { format: 1 }), ...TWO_FILES],
      /header is not/,
    ],
    [
      'whose entry names another file',
      [toc([...PREAMBLE, table('a'), { ...rows('a', []), file: '../x' }]), ...TWO_FILES],
      /strange file/,
    ],
    ['with too many members', Array.from({ length: 500 }, () => ({ name: './', type: '5' })), /more than 100 members/],
    ['without a list of its large objects', [withBlobs, object], /list of large objects is missing/],
    ['with a list that nothing names', with1(list('')), /does not name/],
    ['without a large object', [withBlobs, list('7 blob_7.dat\n8 blob_8.dat\n'), object], /large object 8 is missing/],
    ['with a large object that is in no list', [withBlobs, list(''), object], /not those of its lists/],
    [
      'with a large object twice in its list',
      [withBlobs, list('7 blob_7.dat\n'.repeat(2)), object],
      /not those of its lists/,
    ],
    ['with a list that names another file', [withBlobs, list('7 ../../etc/passwd\n'), object], /not as pg_dump/],
    ['with a list that is cut', [withBlobs, list('7 blob_7.d'), object], /is cut/],
    ['with a number that is none', [withBlobs, list('4294967296 blob_4294967296.dat\n'), object], /no number/],
  ])('one %s', async (_what, members, message) => {
    await expect(converted(writeTar(members))).rejects.toMatchObject({
      code: 'ARCHIVE_UNREADABLE',
      message: expect.stringMatching(message) as unknown,
    });
  });

  it.each<[string, (tar: Buffer) => Buffer]>([
    ['that was cut in a file', (tar) => tar.subarray(0, tar.length - 1_500)],
    ['whose end is missing', (tar) => tar.subarray(0, tar.length - 1_024)],
    ['whose end is half there', (tar) => tar.subarray(0, tar.length - 512)],
    ['that goes on behind its end', (tar) => Buffer.concat([tar, Buffer.alloc(512), Buffer.from('x')])],
    ['that is there twice', (tar) => Buffer.concat([tar, tar])],
    ['whose header is damaged', (tar) => Buffer.from(tar).fill('6', 0, 1)],
  ])('one %s', async (_what, damage) => {
    await expect(converted(damage(writeTar(whole)))).rejects.toMatchObject({ code: 'ARCHIVE_UNREADABLE' });
  });

  it.each<[string, string, Buffer]>([
    ['no gzip', '.gz', Buffer.from('no gzip')],
    ['gzip that was cut', '.gz', gzipSync(`1\n${END}`).subarray(0, 15)],
    ['more than gzip', '.gz', Buffer.concat([gzipSync(`1\n${END}`), Buffer.from('more')])],
    ['no zstd', '.zst', Buffer.from('no zstd')],
    ['no lz4', '.lz4', Buffer.from('no lz4')],
  ])('one in which a file is %s', async (_what, ending, data) => {
    const members = [toc(), { name: `5.dat${ending}`, data }, ...TWO_FILES.slice(1)];
    await expect(converted(writeTar(members))).rejects.toMatchObject({ code: 'ARCHIVE_UNREADABLE' });
  });

  it('rows that hang on each other, in an order that takes too many passes', async () => {
    const names = Array.from({ length: 30 }, (_each, index) => `t${index}`);
    const members = names.map((_name, index) => ({ name: `${index + 4}.dat`, data: END })).toReversed();
    const ofData = toc([...PREAMBLE, ...names.map((name) => rows(name, []))]);
    await expect(converted(writeTar([...members, ofData]))).rejects.toThrow(/hang on each other/);
  });
});

function within(folder: string): (member: WrittenMember) => WrittenMember {
  return (member) => ({ ...member, name: `${folder}/${member.name}` });
}
