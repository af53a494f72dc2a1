import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { ProblemBody } from '../support/api-client.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { openClient, sql } from '../support/database-state.js';
import { eventually } from '../support/eventually.js';
import { type BackupRecord, expectStatus, JobsClient } from '../support/jobs-client.js';
import { filesBelow, programsOf } from '../support/leftovers.js';
import { addPerson } from '../support/people.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';
import type { ServerProcess } from '../support/server-process.js';
import { queryOnce } from '../support/throwaway-database.js';

/** Waits with what it does while the file `hold <name> <mode>` lies beside it; the real program then does the work. */
const HELD = `#!/bin/sh
real=$(PATH="\${PATH#*:}" command -v "\${0##*/}")
case " $* " in *" -d "*) mode=read ;; *) mode=write ;; esac
touch "\${0%/*}/began \${0##*/} $mode"
while [ -e "\${0%/*}/hold \${0##*/} $mode" ]; do sleep 0.05; done
exec "$real" "$@"
`;

let app: AppProcess;
let worker: ServerProcess | null;
let jobs: JobsClient;
let database: TestDatabase;
let sourceId: string;
let programs: string;
let temporaryDirectory: string;

const startWorker = async (): Promise<void> => {
  worker = await app.startWorker({ WORKER_CONCURRENCY: '2' });
};
const control = <Row extends object>(query: string): Promise<Row[]> => queryOnce(app.database.superuserUrl, query);
const hold = (what: string): Promise<void> => writeFile(join(programs, `hold ${what}`), '');
const release = (what: string): Promise<void> => rm(join(programs, `hold ${what}`), { force: true });
const began = (what: string): Promise<unknown> =>
  eventually(`${what} began`, async () => (await filesBelow(programs)).includes(`began ${what}`));

beforeAll(async () => {
  programs = await mkdtemp(join(tmpdir(), 'backstitch-programs-'));
  temporaryDirectory = await realpath(await mkdtemp(join(tmpdir(), 'backstitch-tmp-')));
  for (const program of ['zstd', 'age']) await writeFile(join(programs, program), HELD, { mode: 0o700 });
  const PATH = `${programs}:${process.env.PATH ?? ''}`;
  app = await startApp({ env: { WORKER_CONCURRENCY: '0', PATH, TMPDIR: temporaryDirectory } });
  jobs = new JobsClient(app.api);
});
afterAll(async () => {
  await app.stop();
  await rm(programs, { recursive: true });
  await rm(temporaryDirectory, { recursive: true });
});
beforeEach(async () => {
  database = await createTestDatabase();
  await sql(database.target, 'CREATE TABLE t AS SELECT n FROM generate_series(1, 1000) n');
  sourceId = await jobs.addSource(database.target);
  worker = null;
});
afterEach(async () => {
  for (const file of await filesBelow(programs)) if (/^(hold|began) /.test(file)) await rm(join(programs, file));
  await worker?.stop();
  await database.drop();
});

/** Nothing is left of it: in the store, on the server, as a program, as a lock. */
async function expectNothingLeft(backup: BackupRecord): Promise<void> {
  const digits = backup.id.slice(-12);
  expect((await filesBelow(app.backupDir)).filter((file) => file.includes(digits))).toEqual([]);
  expect(await control(`SELECT 1 FROM source_locks WHERE "sourceId" = '${sourceId}'`)).toEqual([]);
  expect(await control(`SELECT 1 FROM artifacts WHERE "backupId" = '${backup.id}'`)).toEqual([]);
  await eventually('our programs are gone', async () => (await programsOf(temporaryDirectory)).length === 0, 10_000);
  await eventually('our sessions are gone', async () => {
    const rows = await sql(
      database.target,
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'bst%'`,
    );
    return rows.length === 0;
  });
}

async function cancel(id: string): Promise<BackupRecord> {
  return expectStatus<BackupRecord>(202, await app.api.post(`/backups/${id}/cancel`));
}

const CANCELED = { status: 'canceled', proof: 'none', error: { code: 'CANCELED' } };

describe('a cancellation', () => {
  it('is for who asked for the job, and for an admin', async () => {
    const backup = await jobs.askBackup(sourceId);
    const operator = await addPerson(app, { role: 'operator' });
    const { status, body } = await operator.post<ProblemBody>(`/backups/${backup.id}/cancel`);
    expect([status, body.code]).toEqual([403, 'FORBIDDEN']);
    const admin = await addPerson(app, { role: 'admin' });
    expect((await admin.post(`/backups/${backup.id}/cancel`)).status).toBe(202);
    const own = await new JobsClient(operator).askBackup(sourceId);
    expect((await operator.post(`/backups/${own.id}/cancel`)).status).toBe(202);
  });
});

describe('what no worker has begun yet', () => {
  it('is canceled at once, sets its source free, and is never begun', async () => {
    const { id } = await jobs.askBackup(sourceId);
    const stream = await app.api.raw(`/backups/${id}/events`);
    expect(await cancel(id)).toMatchObject({ id, ...CANCELED, finishedAt: expect.any(String) });
    expect(await stream.text()).toContain('"status":"canceled"');
    const again = await app.api.post<ProblemBody>(`/backups/${id}/cancel`);
    expect([again.status, again.body.code]).toEqual([409, 'CONFLICT']);
    const next = await jobs.askBackup(sourceId);
    await startWorker();
    expect((await jobs.backupEnds(next.id)).status).toBe('completed');
    expect(await jobs.backup(id)).toMatchObject({ ...CANCELED, startedAt: null });
    expect(await control(`SELECT state, epoch FROM jobs WHERE "subjectId" = '${id}'`)).toEqual([
      { state: 'canceled', epoch: 0 },
    ]);
  });

  it('is canceled as a check, and leaves the backup as it was', async () => {
    await startWorker();
    const backup = await jobs.completedBackup(sourceId);
    await worker?.stop();
    worker = null;
    const answer = await app.api.post<{ jobId: string }>(`/backups/${backup.id}/verify`, { level: 'checksum' });
    expect(await cancel(backup.id)).toMatchObject({ status: 'completed', proof: 'decoded', error: null });
    expect(await jobs.jobEnds(expectStatus(202, answer).jobId)).toMatchObject({ state: 'canceled' });
    expect((await jobs.backup(backup.id)).proofs).toEqual(backup.proofs);
    expectStatus(202, await app.api.post(`/backups/${backup.id}/verify`, { level: 'checksum' }));
    await cancel(backup.id);
  });
});

describe('a backup', () => {
  beforeEach(startWorker);

  it.each([
    ['while it dumps', 'zstd write'],
    ['while it is read back', 'age read'],
  ])('is canceled %s', async (_, what) => {
    await hold(what);
    const backup = await jobs.askBackup(sourceId);
    await began(what);
    await cancel(backup.id);
    expect(await jobs.backupEnds(backup.id)).toMatchObject(CANCELED);
    await expectNothingLeft(backup);
    await release(what);
    await jobs.completedBackup(sourceId);
  });

  it('is canceled while it fingerprints its tables', async () => {
    // More than all buffers up to a held zstd take, so that pg_dump still has its locks.
    await sql(database.target, 'INSERT INTO t SELECT n FROM generate_series(1, 1000000) n');
    await hold('zstd write');
    const backup = await jobs.askBackup(sourceId, { fingerprints: true });
    await began('zstd write');
    await eventually('pg_dump has its locks', async () => {
      const rows = await sql(
        database.target,
        `SELECT 1 FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE l.relation = 't'::regclass
            AND a.application_name LIKE 'bst%' AND l.granted`,
      );
      return rows.length > 0;
    });
    // Queues behind pg_dump, and in front of what comes after it.
    const holder = await openClient(database.target);
    const locked = holder.query('BEGIN; LOCK TABLE t');
    await release('zstd write');
    await locked;
    await eventually('it waits for the lock', async () => {
      const rows = await sql(
        database.target,
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'LOCK TABLE ONLY%'`,
      );
      return rows.length > 0;
    });
    await cancel(backup.id);
    expect(await jobs.backupEnds(backup.id)).toMatchObject(CANCELED);
    await holder.end();
    await expectNothingLeft(backup);
  });

  it('whose cancellation was accepted as it was about to be completed is canceled all the same', async () => {
    await hold('age read');
    const backup = await jobs.askBackup(sourceId);
    await began('age read');
    const other = new pg.Client(app.database.superuserUrl);
    await other.connect();
    try {
      await other.query('BEGIN');
      await other.query(`SELECT 1 FROM jobs WHERE "subjectId" = $1 FOR UPDATE`, [backup.id]);
      await release('age read');
      await eventually('it wants to be completed', async () => {
        // Within one transaction pg_stat_activity stays as it was seen first.
        const rows = await control(
          `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
        );
        return rows.length > 0;
      });
      await other.query(`UPDATE jobs SET "cancelRequestedAt" = now() WHERE "subjectId" = $1`, [backup.id]);
      await other.query('COMMIT');
    } finally {
      await other.end();
    }
    expect(await jobs.backupEnds(backup.id)).toMatchObject(CANCELED);
    await expectNothingLeft(backup);
  });
});

describe('a check', () => {
  beforeEach(startWorker);

  it('is canceled while it reads, and leaves the proof as it was', async () => {
    const backup = await jobs.completedBackup(sourceId);
    await hold('age read');
    await rm(join(programs, 'began age read'));
    const answer = await app.api.post<{ jobId: string }>(`/backups/${backup.id}/verify`, { level: 'decoded' });
    await began('age read');
    await cancel(backup.id);
    expect(await jobs.jobEnds(expectStatus(202, answer).jobId)).toMatchObject({
      state: 'canceled',
      error: { code: 'CANCELED' },
    });
    expect(await jobs.backup(backup.id)).toMatchObject({ status: 'completed', error: null, proofs: backup.proofs });
    expect(await jobs.logText(`backups/${backup.id}`)).toContain('The verification was canceled.');
  });
});
