import { execFileSync } from 'node:child_process';
import { deflateSync, gzipSync } from 'node:zlib';
import {
  integer,
  PREAMBLE,
  rows,
  table,
  writeArchive,
  type WrittenArchive,
  type WrittenEntry,
} from './archive-writer.js';

export interface HostileDump {
  name: string;
  file: Buffer;
}

/**
 * Dumps that are broken, or that mean ill, from a real one and by hand: none of them may come in. `marker` is a file that
 * those that run programs would make.
 */
export function hostileDumps(real: Buffer, marker: string): HostileDump[] {
  const programs = `touch ${marker}`;
  return [
    ...cut(real),
    ...headers(real),
    ...lengths(),
    ...DEFINITIONS.map((definition, index) => ({
      name: `definition ${index}: ${definition.slice(0, 40)}`,
      file: archive({ ...table('t'), definition: definition.replaceAll('PROGRAM', programs) }),
    })),
    ...COPIES.map((copyStatement) => ({
      name: `rows by ${copyStatement}`,
      file: archive(table('t'), {
        ...rows('t', ['1']),
        copyStatement: copyStatement.replace('PROGRAM', `PROGRAM '${programs}'`),
      }),
    })),
    ...kinds(),
    ...data(),
    ...bombs(real),
    ...others(programs),
  ];
}

function archive(...entries: WrittenEntry[]): Buffer {
  return writeArchive({ entries: [...PREAMBLE, ...entries] });
}

function cut(real: Buffer): HostileDump[] {
  const gzipped = gzipSync(real);
  const zstd = execFileSync('zstd', ['-q', '-c'], { input: real });
  const at = (file: Buffer, name: string, shares: number[]): HostileDump[] =>
    shares.map((share) => ({
      name: `${name} cut at ${share}`,
      file: file.subarray(0, Math.floor(file.length * share)),
    }));
  const inHeader = [5, 8, 11, 12, 40, 60].map((bytes) => ({
    name: `cut at byte ${bytes}`,
    file: real.subarray(0, bytes),
  }));
  return [
    ...inHeader,
    ...at(real, 'dump', [0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99, 0.9999]),
    ...at(gzipped, 'gzip', [0.01, 0.1, 0.5, 0.9, 0.999]),
    ...at(zstd, 'zstd', [0.01, 0.1, 0.5, 0.9, 0.999]),
    { name: 'garbage behind it', file: Buffer.concat([real, Buffer.from('garbage')]) },
    { name: 'twice in a row', file: Buffer.concat([real, real]) },
  ];
}

function headers(real: Buffer): HostileDump[] {
  const changed = (name: string, at: number, byte: number): HostileDump => {
    const file = Buffer.from(real);
    file[at] = byte;
    return { name, file };
  };
  return [
    changed('another magic', 0, 0x51),
    changed('format 0.14', 5, 0),
    changed('format 2.14', 5, 2),
    changed('format 1.11', 6, 11),
    changed('format 1.255', 6, 255),
    changed('integers of 0 bytes', 8, 0),
    changed('integers of 255 bytes', 8, 255),
    changed('offsets of 255 bytes', 9, 255),
    changed('as a tar', 10, 3),
    changed('as a directory', 10, 5),
    changed('as nothing', 10, 99),
    { name: 'compressed by nobody knows what', file: Buffer.from(real).fill(9, 11, 13) },
    { name: 'a pg_dump of tomorrow', file: writeArchive({ dumpVersion: '99.1', entries: PREAMBLE }) },
  ];
}

function lengths(): HostileDump[] {
  const head = writeArchive({ entries: [], count: 1 });
  const text = (length: number): Buffer => Buffer.concat([head, integer(1), integer(0), integer(length)]);
  const counted = (count: number): HostileDump => ({
    name: `${count} entries`,
    file: writeArchive({ entries: PREAMBLE, count }),
  });
  const dependencies = Array.from({ length: 200_000 }, () => '1');
  return [
    ...[-1, 4, 1_000, 600_000, 2 ** 31 - 1, -(2 ** 31)].map(counted),
    { name: 'a text of -2 bytes', file: text(-2) },
    { name: 'a text of 2 GB', file: text(2 ** 31 - 1) },
    { name: 'a text of 200 MB', file: Buffer.concat([text(200 * 2 ** 20), Buffer.alloc(2 ** 20)]) },
    { name: 'hundreds of thousands of dependencies', file: archive({ ...table('t'), dependencies }) },
  ];
}

/** None of which defines an object of the database. */
const DEFINITIONS: readonly string[] = [
  `ALTER SYSTEM SET archive_command = 'PROGRAM';`,
  `COPY (SELECT 1) TO PROGRAM 'PROGRAM';`,
  `CREATE TABLE public.t (n integer); COPY public.t FROM PROGRAM 'PROGRAM';`,
  'DROP DATABASE postgres;',
  'ALTER DATABASE postgres RENAME TO gone;',
  'CREATE DATABASE other;',
  'CREATE ROLE evil SUPERUSER LOGIN;',
  'CREATE USER evil SUPERUSER;',
  'CREATE GROUP evil;',
  'ALTER ROLE postgres PASSWORD $$x$$;',
  'ALTER USER postgres PASSWORD $$x$$;',
  'ALTER ROLE postgres SET search_path = evil;',
  'DROP ROLE postgres;',
  'DROP TABLE public.t;',
  'DO $$ BEGIN EXECUTE $q$ COPY (SELECT 1) TO PROGRAM $p$ PROGRAM $p$ $q$; END $$;',
  'SELECT pg_catalog.pg_terminate_backend(1);',
  `SELECT pg_catalog.pg_read_file('/etc/passwd');`,
  `SELECT pg_catalog.lo_import('/etc/passwd');`,
  `SELECT pg_catalog.setval('public.s', (SELECT 1), true);`,
  'SET ROLE postgres;',
  'SET SESSION AUTHORIZATION postgres;',
  'RESET ALL;',
  'LOAD $$/tmp/evil.so$$;',
  'GRANT pg_execute_server_program TO PUBLIC;',
  'GRANT CONNECT ON DATABASE postgres TO PUBLIC;',
  'REASSIGN OWNED BY postgres TO evil;',
  'CREATE TABLESPACE evil LOCATION $$/tmp$$;',
  'VACUUM FULL;',
  'BEGIN; COMMIT;',
  'PREPARE TRANSACTION $$x$$;',
  'LISTEN evil;',
  'CALL evil();',
  'EXECUTE evil;',
  'INSERT INTO pg_catalog.pg_authid VALUES (1);',
  'UPDATE pg_catalog.pg_database SET datallowconn = false;',
  'DELETE FROM pg_catalog.pg_class;',
  '\\! PROGRAM',
  '\\connect postgres\nDROP DATABASE shop;',
  `CREATE TABLE public.t (); /* ' */ DROP DATABASE postgres; /* ' */`,
  `CREATE TABLE public.t (n text DEFAULT 'open); DROP DATABASE postgres;`,
  'CREATE TABLE public.t (n text DEFAULT $a$open); DROP DATABASE postgres;',
  'CREATE TABLE public.t ();\0DROP DATABASE postgres;',
  `COMMENT ON ROLE postgres IS 'x';`,
  `SECURITY LABEL ON DATABASE postgres IS 'x';`,
];

const COPIES: readonly string[] = [
  'COPY public.t (n) FROM PROGRAM;\n',
  `COPY public.t (n) FROM '/etc/passwd';\n`,
  'COPY public.t (n) TO PROGRAM;\n',
  'COPY (SELECT 1) TO stdout;\n',
  'DROP DATABASE postgres; COPY public.t (n) FROM stdin;\n',
  'COPY public.t (n) FROM stdin; DROP DATABASE postgres;\n',
  'SELECT evil();\n',
];

function kinds(): HostileDump[] {
  const withDesc = (desc: string, more: Partial<WrittenEntry> = {}): HostileDump => ({
    name: `kind ${JSON.stringify(desc)}`,
    file: archive({ ...table('t'), desc, ...more }),
  });
  const first = (index: number, definition: string): HostileDump => ({
    name: `preamble: ${definition}`,
    file: writeArchive({ entries: PREAMBLE.map((entry, at) => (at === index ? { ...entry, definition } : entry)) }),
  });
  return [
    withDesc('TABLE\n; DROP DATABASE postgres; --'),
    withDesc(''),
    withDesc('TABLE\0'),
    withDesc('BLOB METADATA', { definition: `1'); DROP DATABASE postgres; --` }),
    first(0, `SET client_encoding = 'UTF8'; DROP DATABASE postgres;`),
    first(1, `SET standard_conforming_strings = 'off';`),
    first(2, `SELECT pg_catalog.set_config('search_path', evil(), false);`),
    first(2, `SELECT pg_catalog.set_config('role', 'postgres', false);`),
  ];
}

function data(): HostileDump[] {
  const whole = archive(table('t'), rows('t', ['1', '2']));
  const head = archive(table('t'), { ...rows('t', []), data: [] });
  const body = head.subarray(0, head.length - 1 - 5 - 5);
  const block = (...parts: Buffer[]): Buffer => Buffer.concat([body, ...parts]);
  const of = (id: number): Buffer => Buffer.concat([Buffer.from([1]), integer(id)]);
  return [
    { name: 'rows twice', file: Buffer.concat([whole, of(5), integer(3), Buffer.from('\\.\n'), integer(0)]) },
    { name: 'rows of another entry', file: block(of(999), integer(0)) },
    { name: 'rows of no entry', file: block(of(-5), integer(0)) },
    { name: 'a block of an unknown type', file: block(Buffer.from([7]), integer(5), integer(0)) },
    { name: 'a piece of negative length', file: block(of(5), integer(-4), Buffer.from('1\n\\.')) },
    { name: 'a piece of 2 GB', file: block(of(5), integer(2 ** 31 - 1), Buffer.from('1\n')) },
    { name: 'rows without their end', file: block(of(5), integer(2), Buffer.from('1\n'), integer(0)) },
    { name: 'large objects that never end', file: block(Buffer.from([3]), integer(5), integer(16_400)) },
    { name: 'rows as INSERTs', file: archive(table('t'), { ...rows('t', ['1']), copyStatement: '' }) },
    { name: 'data of a view', file: archive({ ...table('v'), desc: 'VIEW', data: [Buffer.from('SELECT evil();')] }) },
    { name: 'two tables of one name', file: archive(table('t'), rows('t', ['1']), rows('t', ['2'])) },
    { name: 'compressed data that is none', file: compressed([Buffer.from('no zlib')]) },
    { name: 'compressed data that was cut', file: compressed([deflateSync('1\n\\.\n').subarray(0, 6)]) },
    { name: 'more than compressed data', file: compressed([deflateSync('1\n\\.\n'), Buffer.from('DROP')]) },
  ];
}

function compressed(pieces: readonly Buffer[], more: Partial<WrittenArchive> = {}): Buffer {
  const entries = [...PREAMBLE, table('t'), { ...rows('t', []), data: pieces }];
  return writeArchive({ compression: -1, entries, ...more });
}

/** Each of a few kilobytes that unpack to more than a gigabyte; made by streaming, for nobody has that much memory to spare. */
function bombs(real: Buffer): HostileDump[] {
  const head = archive(table('t', 'body text'), { ...rows('t', []), data: [] });
  const start = Buffer.concat([head.subarray(0, head.length - 5), integer(2 ** 31 - 2)]).toString('base64');
  const packed = (program: string): Buffer =>
    execFileSync('bash', ['-c', `(echo ${start} | base64 -d; head -c 1200M /dev/zero) | ${program}`], {
      maxBuffer: 2 ** 27,
    });
  return [
    { name: 'a bomb by zstd', file: packed('zstd -q -c') },
    { name: 'a bomb by gzip', file: packed('gzip -1 -c') },
    { name: 'gzip in gzip', file: gzipSync(gzipSync(real)) },
    { name: 'zstd in gzip', file: gzipSync(execFileSync('zstd', ['-q', '-c'], { input: real })) },
  ];
}

function others(programs: string): HostileDump[] {
  return [
    { name: 'a script of psql', file: Buffer.from(`\\! ${programs}\n`) },
    {
      name: 'a script that looks like a dump',
      file: Buffer.from(`--\n-- PostgreSQL database dump\n--\n\\! ${programs}\n`),
    },
    { name: 'a script with COPY … PROGRAM', file: Buffer.from(`COPY (SELECT 1) TO PROGRAM '${programs}';`) },
    { name: 'a zip', file: Buffer.from('PK\x03\x04 and so on') },
    { name: 'one byte', file: Buffer.from('P') },
    { name: 'the magic alone', file: Buffer.from('PGDMP') },
    { name: 'an age file of nobody', file: Buffer.from('age-encryption.org/v1\n-> X25519 abc\n') },
    { name: 'zeros', file: Buffer.alloc(100_000) },
    { name: 'half a character', file: Buffer.from([0xe2, 0x82]) },
  ];
}
