import { execFileSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import { PREAMBLE, rows, table, writeTocOfFiles, type WrittenEntry } from './archive-writer.js';
import type { HostileDump } from './hostile-dumps.js';
import { pax, writeTar, type WrittenMember } from './tar-writer.js';

const END = '\\.\n\n\n';

/** Tars of dumps in the directory format, from a real one and by hand, none of which may come in. */
export function hostileTars(real: Buffer, marker: string): HostileDump[] {
  return [...cut(real), ...members(marker), ...contents(marker), ...bombs()].map(({ name, file }) => ({
    name: `tar: ${name}`,
    file,
  }));
}

function cut(real: Buffer): HostileDump[] {
  const gzipped = gzipSync(real);
  const shares = [0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99];
  const flipped = Buffer.from(real);
  flipped[real.indexOf('.dat')] = 0x2f;
  return [
    ...shares.map((share) => ({ name: `cut at ${share}`, file: real.subarray(0, Math.floor(real.length * share)) })),
    ...shares.map((share) => ({
      name: `.gz cut at ${share}`,
      file: gzipped.subarray(0, Math.floor(gzipped.length * share)),
    })),
    { name: 'twice in a row', file: Buffer.concat([real, real]) },
    { name: 'garbage behind it', file: Buffer.concat([real, Buffer.from('garbage')]) },
    { name: 'a name that was changed', file: flipped },
    { name: 'in a tar', file: writeTar([{ name: 'toc.dat', data: real }]) },
  ];
}

function dump(entries: readonly WrittenEntry[] = [table('t'), rows('t', [])]): WrittenMember[] {
  return [
    { name: 'toc.dat', data: writeTocOfFiles({ entries: [...PREAMBLE, ...entries] }) },
    { name: '5.dat', data: `1\n${END}` },
  ];
}

function members(marker: string): HostileDump[] {
  const withOther = (name: string, ...more: WrittenMember[]): HostileDump => ({
    name,
    file: writeTar([...dump(), ...more]),
  });
  const paths = ['../../etc/cron.d/evil', '/etc/passwd', 'a/../../evil', '..', '..\\evil', 'toc.dat\n', marker];
  const types = ['1', '2', '3', '4', '6', '7', 'S', 'K', 'D', 'V', '~'];
  return [
    ...paths.map((name) => withOther(`a path ${JSON.stringify(name)}`, { name, data: 'evil' })),
    ...paths.map((path) =>
      withOther(`a path of pax ${JSON.stringify(path)}`, pax({ path }), { name: 'x', data: 'evil' }),
    ),
    ...types.map((type) => withOther(`a member of type ${type}`, { name: '9.dat', type, data: '/etc/passwd' })),
    withOther('a link in the place of its rows', { name: '5.dat', type: '2' }),
    withOther('rows twice', { name: '5.dat', data: END }),
    withOther('rows twice, once packed', { name: '5.dat.gz', data: gzipSync(END) }),
    withOther('rows that nothing names', { name: '99.dat', data: END }),
    withOther('a large object that nothing names', { name: 'blob_7.dat', data: 'x' }),
    withOther('a list that nothing names', { name: 'blobs.toc', data: '7 blob_7.dat\n' }),
    withOther('a library', { name: 'evil.so', data: '\x7fELF' }),
    withOther('a folder beside it', { name: 'evil/', type: '5' }),
    withOther('a name for all', { ...pax({ path: '5.dat' }), type: 'g' }, { name: '9.dat' }),
    withOther('a sparse file', pax({ 'GNU.sparse.realsize': '99999999999' }), { name: '9.dat' }),
    withOther('a size of 8 EiB', { name: '9.dat', size: `\x80\0\0\0${'\xff'.repeat(8)}` }),
    withOther('an extended header of 8 GiB', { name: 'x', type: 'x', size: '77777777777' }),
    { name: 'a million members', file: gzipSync(writeTar(Array.from({ length: 1_010_000 }, folder))) },
    { name: 'no table of contents', file: writeTar(dump().slice(1)) },
    { name: 'no rows', file: writeTar(dump().slice(0, 1)) },
    { name: 'nothing in it', file: writeTar([]) },
    { name: 'no end', file: writeTar(dump(), Buffer.alloc(0)) },
  ];
}

function folder(): WrittenMember {
  return FOLDER;
}
const FOLDER: WrittenMember = { name: './', type: '5' };

/** Its table of contents is vetted like any other. */
function contents(marker: string): HostileDump[] {
  const programs = `touch ${marker}`;
  const entries: [string, WrittenEntry[]][] = [
    ['ALTER SYSTEM', [{ ...table('t'), definition: `ALTER SYSTEM SET archive_command = '${programs}';` }]],
    ['COPY … PROGRAM', [table('t'), { ...rows('t', []), copyStatement: `COPY t FROM PROGRAM '${programs}';\n` }]],
    ['rows as INSERTs', [table('t'), { ...rows('t', []), copyStatement: '' }]],
    ['data of a view', [table('t'), { ...table('v'), desc: 'VIEW', data: [] }]],
    ['a file elsewhere', [table('t'), { ...rows('t', []), file: '/etc/passwd' }]],
    ['two entries of one file', [table('t'), rows('t', []), { ...rows('u', []), file: '5.dat' }]],
  ];
  return entries.map(([name, given]) => ({ name, file: writeTar(dump(given)) }));
}

function bombs(): HostileDump[] {
  const zeros = (program: string): Buffer =>
    execFileSync('bash', ['-c', `head -c 1200M /dev/zero | ${program}`], { maxBuffer: 2 ** 27 });
  const packed = (ending: string, data: Buffer): Buffer =>
    writeTar([...dump().slice(0, 1), { name: `5.dat${ending}`, data }]);
  return [
    { name: 'a bomb by gzip within it', file: packed('.gz', zeros('gzip -1 -c')) },
    { name: 'a bomb by zstd within it', file: packed('.zst', zeros('zstd -q -c')) },
    { name: 'a bomb by lz4 within it', file: packed('.lz4', zeros('lz4 -q -c')) },
    { name: 'rows that are no gzip', file: packed('.gz', Buffer.from('no gzip')) },
    {
      name: 'rows that go on behind their gzip',
      file: packed('.gz', Buffer.concat([gzipSync(END), Buffer.from('x')])),
    },
    { name: 'gzip in gzip around it', file: gzipSync(gzipSync(writeTar(dump()))) },
  ];
}
