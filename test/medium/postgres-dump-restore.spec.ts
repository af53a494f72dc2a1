import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from '@jest/globals';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { tapStage } from '../../src/platform/pipeline/observers.js';
import { runPipeline } from '../../src/platform/pipeline/pipeline.js';
import type { PipelineSink, PipelineSource } from '../../src/platform/pipeline/stage.js';
import { ArchiveReader } from '../../src/platform/postgres/archive/archive-reader.js';
import { chooseClients, type ChosenClients } from '../../src/platform/postgres/choose-clients.js';
import { ClientPrograms } from '../../src/platform/postgres/client-programs.js';
import type { ConnectionTarget, DatabaseClient } from '../../src/platform/postgres/connection.js';
import { dumpSource } from '../../src/platform/postgres/dump.js';
import { dbnameArgument, libpqEnvironment } from '../../src/platform/postgres/libpq.js';
import { readWhole, restorePostData, restorePreData, restoreRows } from '../../src/platform/postgres/restore.js';
import { dataShares } from '../../src/platform/postgres/archive/data-shares.js';
import { countRows, quotedNames } from '../../src/platform/postgres/row-counts.js';
import { exportSnapshot } from '../../src/platform/postgres/snapshot.js';
import { ProcessRunner } from '../../src/platform/process/process-runner.js';
import {
  asAdmin,
  createTestDatabase,
  hostileNames,
  uniqueName,
  type TestDatabase,
} from '../support/postgres-databases.js';
import { createRichSchema, RICH_ROWS } from '../support/rich-schema.js';

const runner = new ProcessRunner(process.env);
const applicationName = 'backstitch-dump-test';
const stallTimeoutMs = 60_000;
/** `npm test` starts a server of the installed major; what 15 knows, later ones do. */
const serverMajor = 15;

let clients: ChosenClients;
let directory: string;

beforeAll(async () => {
  clients = chooseClients(await new ClientPrograms(runner).installed(), { serverMajor });
});
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'bst-test-'));
});
afterEach(async () => {
  await rm(directory, { recursive: true });
});

/** The whole way of a backup: snapshot, dump, the check at the first byte, the file. */
async function dump(target: ConnectionTarget, file: string): Promise<{ reader: ArchiveReader; changed: string[] }> {
  const snapshot = await exportSnapshot(target, { applicationName });
  try {
    return await dumpIn(snapshot, target, file);
  } finally {
    await snapshot.release();
  }
}

async function dumpIn(
  snapshot: Awaited<ReturnType<typeof exportSnapshot>>,
  target: ConnectionTarget,
  file: string,
): Promise<{ reader: ArchiveReader; changed: string[] }> {
  const reader = new ArchiveReader();
  let changed: Promise<string[]> | undefined;
  await runPipeline({
    source: dumpSource({
      ...{ runner, program: clients.pgDump.pgDump, target, applicationName, serverMajor, lockWaitTimeoutMs: 5_000 },
      snapshotId: snapshot.id,
    }),
    stages: [
      tapStage(
        'archive',
        (chunk) => {
          changed ??= snapshot.changedRelations();
          reader.push(chunk);
        },
        () => {
          reader.end();
        },
      ),
    ],
    sink: fileSink(file),
    stallTimeoutMs,
  });
  return { reader, changed: (await changed) ?? [] };
}

async function restore(
  file: string,
  tocBytes: Buffer,
  target: ConnectionTarget,
  shares: (number[] | undefined)[] = [undefined],
): Promise<void> {
  const options = { runner, program: clients.pgRestore.pgRestore, target, applicationName, serverMajor };
  await restorePreData({ ...options, tocBytes });
  const load = (sink: PipelineSink): Promise<void> =>
    runPipeline({ source: fileSource(file), stages: [], sink, stallTimeoutMs });
  await Promise.all(shares.map((share) => load(restoreRows(share === undefined ? options : { ...options, share }))));
  await restorePostData({ ...options, maintenanceWorkMem: '64MB', tocBytes, jobs: 2 });
}

describe('a dump restored in two steps', () => {
  let source: TestDatabase;
  let side: TestDatabase;

  beforeAll(async () => {
    source = await createTestDatabase();
    const db = await source.open();
    await createRichSchema(db);
    await db.end();
    side = await createTestDatabase(undefined, 'TEMPLATE template0');
  });
  afterAll(async () => {
    await Promise.all([source.drop(), side.drop()]);
  });

  it('gives the same definitions and the same rows, from the stream and its table of contents alone', async () => {
    const file = join(directory, 'archive');
    const { reader, changed } = await dump(source.target, file);
    expect(changed).toEqual([]);
    expect(reader.complete).toBe(true);
    expect((await stat(file)).size).toBe(reader.rawBytes);

    await restore(file, reader.tocBytes ?? Buffer.alloc(0), side.target);

    expect(await readdir(directory)).toEqual(['archive']);
    expect(await plainDump(side.target, '--schema-only')).toBe(await plainDump(source.target, '--schema-only'));
    expect(await plainDump(side.target, '--data-only')).toBe(await plainDump(source.target, '--data-only'));
    const db = await side.open();
    const names = Object.keys(RICH_ROWS);
    expect(
      Object.fromEntries(
        await countRows(
          db,
          names.map((name) => ({ name })),
        ),
      ),
    ).toEqual(RICH_ROWS);
    const { rows } = await db.query(
      `SELECT (SELECT count(*)::int FROM shop.per_customer) AS orders, (SELECT relispopulated FROM pg_class
       WHERE relname = 'not_filled') AS filled, (SELECT count(*)::int FROM pg_largeobject_metadata) AS objects`,
    );
    expect(rows).toEqual([{ orders: 300, filled: false, objects: 3 }]);
    await db.end();
  });

  it('gives the same when several sessions load the rows at once, each its share', async () => {
    const file = join(directory, 'archive');
    const { reader } = await dump(source.target, file);
    const shares = dataShares(reader.toc ?? [], () => 100 * 1024 * 1024, 3);
    expect(shares).toHaveLength(3);
    const other = await createTestDatabase(undefined, 'TEMPLATE template0');
    try {
      await restore(file, reader.tocBytes ?? Buffer.alloc(0), other.target, shares);
      expect(await plainDump(other.target)).toBe(await plainDump(source.target));
    } finally {
      await other.drop();
    }
  });

  it('decodes a whole archive, and refuses one that is cut', async () => {
    const file = join(directory, 'archive');
    await dump(source.target, file);
    const decode = (end?: number): Promise<void> =>
      runPipeline({
        source: fileSource(file, end),
        stages: [],
        sink: readWhole({ runner, program: clients.pgRestore.pgRestore }),
        stallTimeoutMs,
      });
    await decode();
    const { size } = await stat(file);
    await expect(decode(Math.floor(size / 2))).rejects.toMatchObject({ code: 'ARCHIVE_UNREADABLE' });
    await expect(decode(1000)).rejects.toMatchObject({ code: 'ARCHIVE_UNREADABLE' });
  });

  it('does not call an archive damaged because the pg_restore that read it was killed', async () => {
    const file = join(directory, 'archive');
    await dump(source.target, file);
    const killing = new ProcessRunner(process.env);
    const start = killing.start.bind(killing);
    killing.start = (spec) => {
      const running = start(spec);
      if (running.pid !== undefined) process.kill(running.pid, 'SIGKILL');
      return running;
    };
    const sink = readWhole({ runner: killing, program: clients.pgRestore.pgRestore });
    const reading = runPipeline({ source: fileSource(file), stages: [], sink, stallTimeoutMs });
    await expect(reading).rejects.toMatchObject({
      code: 'INTERNAL_ERROR',
      message: expect.stringContaining('SIGKILL'),
    });
  });

  it('says RESTORE_FAILED for exit code 1, and never prints the statement that failed', async () => {
    const file = join(directory, 'archive');
    const { reader } = await dump(source.target, file);
    const failure = restore(file, reader.tocBytes ?? Buffer.alloc(0), side.target); // everything is there already
    await expect(failure).rejects.toMatchObject({ code: 'RESTORE_FAILED' });
    await expect(failure).rejects.not.toMatchObject({ message: expect.stringContaining('CREATE SCHEMA') });
    const options = { runner, program: clients.pgRestore.pgRestore, target: side.target, applicationName, serverMajor };
    const again = restorePostData({ ...options, tocBytes: Buffer.from('x'), jobs: 2 });
    await expect(again).rejects.toMatchObject({ code: 'RESTORE_FAILED' });
    expect(await readdir(directory)).toEqual(['archive']);
  });

  it('says DUMP_FAILED when the server ends the session, and leaves no complete archive', async () => {
    const snapshot = await exportSnapshot(source.target, { applicationName });
    const holder = await source.open();
    await holder.query('BEGIN; LOCK TABLE shop.big IN ACCESS EXCLUSIVE MODE');
    const dumping = dumpIn(snapshot, source.target, join(directory, 'archive'));
    dumping.catch(() => undefined);
    await asAdmin((admin) => until(async () => (await killDump(admin, source)) > 0));
    await expect(dumping).rejects.toMatchObject({ code: 'DUMP_FAILED', hint: expect.stringContaining('gone away') });
    await holder.end();
    await snapshot.release();
  });

  it('fails when a lock cannot be had in time', async () => {
    const holder = await source.open();
    await holder.query('BEGIN; LOCK TABLE shop.big IN ACCESS EXCLUSIVE MODE');
    const snapshot = await exportSnapshot(source.target, { applicationName });
    const options = { runner, program: clients.pgDump.pgDump, target: source.target, applicationName, serverMajor };
    const failure = runPipeline({
      source: dumpSource({ ...options, snapshotId: snapshot.id, lockWaitTimeoutMs: 100 }),
      stages: [],
      sink: fileSink(join(directory, 'archive')),
      stallTimeoutMs,
    });
    await expect(failure).rejects.toMatchObject({
      code: 'DUMP_FAILED',
      message: expect.stringContaining('LOCK TABLE'),
    });
    await snapshot.release();
    await holder.end();
  });
});

describe('the snapshot of a dump', () => {
  let source: TestDatabase;

  beforeEach(async () => {
    source = await createTestDatabase();
    const db = await source.open();
    await db.query('CREATE TABLE public.t (id serial PRIMARY KEY, filler text)');
    await db.query(`INSERT INTO public.t (filler) SELECT repeat('x', 100) FROM generate_series(1, 5000)`);
    await db.query('CREATE TABLE public."Other ""one""" (n int)');
    await db.query('INSERT INTO public."Other ""one""" SELECT generate_series(1, 500)');
    await db.end();
  });
  afterEach(async () => {
    await source.drop();
  });

  it('gives counts that equal the restored rows exactly while writers never stop', async () => {
    const isDone = new AbortController();
    const writers = [1, 2].map(() => write(source, isDone.signal));
    const file = join(directory, 'archive');
    const { reader } = await dump(source.target, file);
    isDone.abort();
    const written = await Promise.all(writers);
    expect(Math.min(...written)).toBeGreaterThan(5);

    const side = await createTestDatabase(undefined, 'TEMPLATE template0');
    await restore(file, reader.tocBytes ?? Buffer.alloc(0), side.target);
    const db = await side.open();
    const dumped = reader.tableRows();
    const names = await quotedNames(db, dumped);
    const counted = await countRows(
      db,
      names.map((name) => ({ name })),
    );
    expect(names.map((name) => counted.get(name))).toEqual(dumped.map(({ rows }) => rows));
    expect(names).toContain('public."Other ""one"""');
    await db.end();
    await side.drop();
  });

  it.each([
    ['a TRUNCATE', 'TRUNCATE public."Other ""one"""'],
    ['a rewriting ALTER', 'ALTER TABLE public."Other ""one""" ALTER n TYPE bigint'],
  ])('sees %s that came before the locks of pg_dump', async (_what, statement) => {
    const snapshot = await exportSnapshot(source.target, { applicationName });
    const db = await source.open();
    await db.query(statement);
    const { reader, changed } = await dumpIn(snapshot, source.target, join(directory, 'archive'));
    await snapshot.release();
    // This is why it must be asked: pg_dump ended with 0, and the archive holds none of the 500 rows.
    expect(reader.tableRows().find(({ tag }) => tag === 'Other "one"')?.rows).toBe(0);
    expect(changed).toEqual(['public."Other ""one"""']);
    await db.end();
  });

  it('outlives the time-outs that the role has by default', async () => {
    const role = uniqueName('bst_role');
    await asAdmin(async (admin) => {
      await admin.query(`CREATE ROLE ${role} LOGIN SUPERUSER`);
      await admin.query(`ALTER ROLE ${role} SET idle_in_transaction_session_timeout = '50ms'`);
    });
    const snapshot = await exportSnapshot({ ...source.target, user: role }, { applicationName });
    const db = await source.open();
    await db.query('SELECT pg_sleep(0.3)'); // in which the exporting session is idle in its transaction
    expect(snapshot.db.isLost).toBe(false);
    expect(await snapshot.changedRelations()).toEqual([]);
    await snapshot.release();
    await snapshot.release();
    await db.end();
    await asAdmin((admin) => admin.query(`DROP ROLE ${role}`));
  });
});

describe('counting rows', () => {
  it('leaves children out, obeys conditions, goes through more tables than one transaction may, and can be canceled', async () => {
    const database = await createTestDatabase();
    const db = await database.open();
    await db.query(`DO $$ BEGIN FOR n IN 1..250 LOOP
      EXECUTE format('CREATE TABLE public.t%s AS SELECT generate_series(1, %s) AS n', n, n); END LOOP; END $$`);
    await db.query('CREATE TABLE public.child () INHERITS (public.t1)');
    await db.query('INSERT INTO public.child VALUES (1)');
    const tables = Array.from({ length: 250 }, (_, index) => ({ name: `public.t${index + 1}` }));
    const progress: number[] = [];
    const counts = await countRows(db, tables, { onProgress: (done) => progress.push(done) });
    expect([...counts.values()]).toEqual(tables.map((_, index) => index + 1));
    expect(progress.at(-1)).toBe(250);
    const some = await countRows(db, [{ name: 'public.t100', condition: 'WHERE n > 90' }]);
    expect([...some]).toEqual([['public.t100', 10]]);

    const canceling = new AbortController();
    const slow = countRows(db, [{ name: 'public.t1', condition: 'WHERE pg_sleep(60) IS NOT NULL' }], {
      signal: canceling.signal,
    });
    slow.catch(() => undefined);
    await asAdmin((admin) => until(async () => (await sleepers(admin, db.backendPid)) > 0));
    canceling.abort();
    await expect(slow).rejects.toMatchObject({ code: 'CANCELED' });
    expect((await db.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await expect(countRows(db, [{ name: 'public.missing' }])).rejects.toThrow('count rows');
    await db.end();
    await database.drop();
  });
});

describe('a database with a hostile name', () => {
  it.each(hostileNames())('is dumped and restored as itself: %j', async (name) => {
    const source = await createTestDatabase(name);
    const side = await createTestDatabase(`${name.slice(0, 20)} side`, 'TEMPLATE template0');
    const db = await source.open();
    await db.query('CREATE TABLE public.mine AS SELECT 1 AS n');
    const file = join(directory, 'archive');
    const { reader } = await dump(source.target, file);
    expect(reader.header?.databaseName).toBe(name);
    await restore(file, reader.tocBytes ?? Buffer.alloc(0), side.target);
    const restored = await side.open();
    expect(await countRows(restored, [{ name: 'public.mine' }])).toEqual(new Map([['public.mine', 1]]));
    await Promise.all([db.end(), restored.end()]);
    await Promise.all([source.drop(), side.drop()]);
  });
});

async function plainDump(target: ConnectionTarget, ...args: string[]): Promise<string> {
  const running = runner.start({
    program: clients.pgDump.pgDump,
    args: ['-d', dbnameArgument(target.database), ...args],
    env: libpqEnvironment(target, applicationName),
    stdout: 'pipe',
  });
  let sql = '';
  running.stdout?.setEncoding('utf8').on('data', (text: string) => (sql += text));
  const result = await running.ended;
  if (result.exitCode !== 0) throw new Error(result.stderrTail);
  return sql.replaceAll(/^\\(un)?restrict .*\n/gm, '');
}

/** Rows come and go, in both tables, until told to stop; gives the number of transactions. */
async function write(database: TestDatabase, stop: AbortSignal): Promise<number> {
  const db = await database.open();
  let transactions = 0;
  while (!stop.aborted) {
    await db.query(`INSERT INTO public.t (filler) SELECT repeat('y', 50) FROM generate_series(1, 20)`);
    await db.query('DELETE FROM public.t WHERE id % 97 = 1');
    await db.query('INSERT INTO public."Other ""one""" VALUES (0)');
    transactions += 3;
  }
  await db.end();
  return transactions;
}

async function killDump(admin: DatabaseClient, database: TestDatabase): Promise<number> {
  const { rows } = await admin.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = $1 AND application_name = $2 AND wait_event_type = 'Lock'`,
    [database.target.database, applicationName],
  );
  return rows.length;
}

async function sleepers(admin: DatabaseClient, pid: number): Promise<number> {
  const { rows } = await admin.query(`SELECT FROM pg_stat_activity WHERE pid = $1 AND wait_event = 'PgSleep'`, [pid]);
  return rows.length;
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue()));
}

function fileSink(file: string): PipelineSink {
  return {
    name: 'file',
    async consume(input) {
      await pipeline(input, createWriteStream(file));
    },
  };
}

function fileSource(file: string, bytes?: number): PipelineSource {
  return {
    name: 'file',
    open: () => {
      const output: Readable = createReadStream(file, bytes === undefined ? {} : { end: bytes - 1 });
      return { output, ended: finished(output) };
    },
  };
}
