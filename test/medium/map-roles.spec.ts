import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PassThrough, Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ArchiveReader } from '../../src/platform/postgres/archive/archive-reader.js';
import { mapRoles, type MappedToc, type OwnerMap } from '../../src/platform/postgres/archive/map-roles.js';
import { replaceToc } from '../../src/platform/postgres/archive/replace-toc.js';
import { choosePgDump } from '../../src/platform/postgres/choose-clients.js';
import { ClientPrograms } from '../../src/platform/postgres/client-programs.js';
import { dbnameArgument, libpqEnvironment } from '../../src/platform/postgres/libpq.js';
import { quoteIdentifier } from '../../src/platform/postgres/quoting.js';
import { discardSink } from '../../src/platform/pipeline/stored-parts.js';
import { runPipeline } from '../../src/platform/pipeline/pipeline.js';
import type { PipelineSink, PipelineSource } from '../../src/platform/pipeline/stage.js';
import { ProcessRunner } from '../../src/platform/process/process-runner.js';
import { sql } from '../support/database-state.js';
import { createFullSchema } from '../support/full-schema.js';
import {
  createOwnedSchema,
  createRoles,
  dropRoles,
  mapOf,
  namesOf,
  type OwnedRoles,
  renameRoles,
} from '../support/owned-schema.js';
import {
  createTestDatabase,
  hostileNames,
  testServer,
  type TestDatabase,
  uniqueName,
} from '../support/postgres-databases.js';

const runner = new ProcessRunner(process.env);
let database: TestDatabase;

async function output(program: 'pgDump' | 'pgRestore', args: string[], input?: Buffer): Promise<Buffer> {
  const found = choosePgDump(await new ClientPrograms(runner).installed(), 15);
  const running = runner.start({
    program: program === 'pgDump' ? found.pgDump : found.pgRestore,
    args,
    env: libpqEnvironment(database.target, 'map-roles-test'),
    stdout: 'pipe',
    ...(input === undefined ? {} : { stdin: 'pipe' as const }),
  });
  running.stdin?.end(input);
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

async function dumped(...args: string[]): Promise<Buffer> {
  return output('pgDump', ['-Fc', '-Z0', '-d', dbnameArgument(database.target.database), ...args]);
}

/** A policy names its roles in the order in which the server finds them, which a renaming may change. */
const ROLES_OF_POLICY = / TO ("(?:[^"]|"")+"), ("(?:[^"]|"")+") USING/g;

/** All that pg_restore would send, rows included. In bytes of the archive’s encoding. */
async function script(archive: Buffer): Promise<string> {
  return (await output('pgRestore', ['--file=-'], archive))
    .toString('latin1')
    .replaceAll(/^\\(un)?restrict .*$/gm, '')
    .replaceAll(ROLES_OF_POLICY, (_whole, ...[a, b]: string[]) => ` TO ${[a, b].sort().join(', ')} USING`);
}

function tocBytesOf(archive: Buffer): Buffer {
  const reader = new ArchiveReader();
  reader.push(archive);
  return reader.tocBytes ?? Buffer.alloc(0);
}

function mapped(archive: Buffer, ownerMap: OwnerMap): MappedToc & { archive: Buffer } {
  const stored = tocBytesOf(archive);
  const result = mapRoles(stored, ownerMap);
  return { ...result, archive: Buffer.concat([result.tocBytes, archive.subarray(stored.length)]) };
}

afterEach(async () => {
  await database.drop();
});

describe.each([
  ['UTF8', '', 'é漢'],
  ['LATIN1', `LOCALE 'C'`, 'éü'],
  ['WIN1252', `LOCALE 'C'`, '€’'],
])('a table of contents in %s', (encoding, locale, letters) => {
  const salt = uniqueName('');
  const from: OwnedRoles = {
    owner: `app "${letters}" ${salt}`,
    writer: `app "${letters}" ${salt} too`,
    reader: `app ${salt}\n-- 'x' \\`,
  };
  beforeEach(async () => {
    database = await createTestDatabase(undefined, `TEMPLATE template0 ENCODING '${encoding}' ${locale}`);
    await createRoles(database.target, from);
    await createOwnedSchema(database.target, from);
  });
  afterEach(async () => {
    await dropRoles(database.target, ...namesOf(from));
  });

  it.each<[string, OwnedRoles]>([
    ['other names', { owner: `new;\n"o" ${salt}`, writer: `${letters}'w' ${salt}`, reader: `TO app ${salt}` }],
    ['each other’s names', { owner: from.writer, writer: from.reader, reader: from.owner }],
  ])('gives roles %s exactly as if they had been renamed before the dump', async (_what, to) => {
    const archive = await dumped();
    await renameRoles(database.target, from, to);
    try {
      const expected = await script(await dumped());
      const result = mapped(archive, mapOf(from, to));
      expect(result.refused).toEqual([]);
      expect([...result.named].sort()).toEqual(namesOf(from).sort());
      expect(await script(result.archive)).toBe(expected);
      expect(await script(mapped(result.archive, mapOf(to, from)).archive)).toBe(await script(archive));
    } finally {
      await renameRoles(database.target, to, from);
    }
  });

  it('stays as it is, byte for byte, for roles that it does not name', async () => {
    const archive = await dumped('--schema-only');
    const result = mapped(archive, { app: 'other', item: 'other', public: 'other', [`app ${salt}`]: 'other' });
    expect([...result.named]).toEqual([]);
    expect(result.archive.equals(archive)).toBe(true);
  });
});

describe('a table of contents', () => {
  const salt = uniqueName('');
  const roles: OwnedRoles = { owner: `o ${salt}`, writer: `w ${salt}`, reader: `r ${salt}` };
  beforeEach(async () => {
    database = await createTestDatabase();
    await createRoles(database.target, roles);
  });
  const tablespace = `there ${salt}`;
  afterEach(async () => {
    await database.drop();
    await dropRoles(testServer(), ...namesOf(roles));
    await sql(testServer(), `DROP TABLESPACE IF EXISTS ${quoteIdentifier(tablespace)}`);
  });

  it('of every kind of object is the same as after a rename, too', async () => {
    const db = await database.open();
    await db.query('SET allow_in_place_tablespaces = on');
    await db.query(`CREATE TABLESPACE ${quoteIdentifier(tablespace)} LOCATION ''`);
    await createFullSchema(db, { ...roles, tablespace, names: hostileNames() });
    await db.end();
    await createOwnedSchema(database.target, roles);
    const to: OwnedRoles = { owner: roles.reader, writer: `new\n"w" ${salt}`, reader: roles.owner };
    const archive = await dumped();
    await renameRoles(database.target, roles, to);
    try {
      expect(await script(mapped(archive, mapOf(roles, to)).archive)).toBe(await script(await dumped()));
    } finally {
      await renameRoles(database.target, to, roles);
    }
  });

  it('is refused where one role would get two user mappings, or its name cannot be written', async () => {
    await sql(
      database.target,
      `CREATE FOREIGN DATA WRAPPER nothing; CREATE SERVER s FOREIGN DATA WRAPPER nothing;
       CREATE USER MAPPING FOR "${roles.owner}" SERVER s; CREATE USER MAPPING FOR "${roles.writer}" SERVER s`,
    );
    const archive = await dumped();
    const both = mapped(archive, { [roles.owner]: 'one', [roles.writer]: 'one' });
    expect(both.refused).toEqual([expect.stringContaining('two mappings')]);
    expect(mapped(archive, { [roles.owner]: roles.writer, [roles.writer]: roles.owner }).refused).toEqual([]);
    const ofLatin = await dumped('--encoding=LATIN1');
    expect(mapped(ofLatin, { [roles.owner]: '漢' }).refused).toEqual([expect.stringContaining('LATIN1')]);
    expect(mapped(ofLatin, { [roles.owner]: 'ü' }).refused).toEqual([]);
  });

  it('is replaced in a stream, however that is cut, and nothing but the one that was read', async () => {
    await createOwnedSchema(database.target, roles);
    const archive = await dumped();
    const stored = tocBytesOf(archive);
    const { tocBytes, archive: expected } = mapped(archive, {
      [roles.owner]: 'a longer name than it was',
      [roles.writer]: 'w',
    });
    for (const size of [1_000_003, 4096, 97]) {
      expect((await streamed(archive, { stored, tocBytes }, size)).equals(expected)).toBe(true);
    }
    const other = Buffer.from(archive);
    other[stored.length - 1] = 1;
    await expect(streamed(other, { stored, tocBytes }, 4096)).rejects.toMatchObject({ code: 'ARCHIVE_UNREADABLE' });
    const cut = archive.subarray(0, stored.length - 10);
    await expect(streamed(cut, { stored, tocBytes }, 4096)).rejects.toMatchObject({ code: 'ARCHIVE_UNREADABLE' });
    await expect(
      runPipeline({
        source: sourceOf(cut, 97),
        stages: [replaceToc({ stored, tocBytes })],
        sink: discardSink(),
        stallTimeoutMs: 10_000,
      }),
    ).rejects.toMatchObject({ code: 'ARCHIVE_UNREADABLE' });
  });
});

function sourceOf(bytes: Buffer, size: number): PipelineSource {
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
    bytes.subarray(n * size, (n + 1) * size),
  );
  return {
    name: 'archive',
    open: () => ({ output: Readable.from(pieces, { objectMode: false }), ended: Promise.resolve() }),
  };
}

async function streamed(bytes: Buffer, toc: { stored: Buffer; tocBytes: Buffer }, size: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const sink: PipelineSink = {
    name: 'collect',
    consume: async (input) => {
      for await (const chunk of input) chunks.push(chunk as Buffer);
    },
  };
  await runPipeline({ source: sourceOf(bytes, size), stages: [replaceToc(toc)], sink, stallTimeoutMs: 10_000 });
  return Buffer.concat(chunks);
}
