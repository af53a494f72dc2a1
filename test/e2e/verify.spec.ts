import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { ProblemBody } from '../support/api-client.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { sql } from '../support/database-state.js';
import { eventually } from '../support/eventually.js';
import { type BackupRecord, expectStatus, JobsClient } from '../support/jobs-client.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';
import type { ServerProcess } from '../support/server-process.js';
import { queryOnce } from '../support/throwaway-database.js';

let app: AppProcess;
let worker: ServerProcess;
let jobs: JobsClient;
let database: TestDatabase;
let sourceId: string;
let backup: BackupRecord;

const startWorker = async (): Promise<void> => {
  worker = await app.startWorker({ WORKER_CONCURRENCY: '1' });
};
/** In the control database. */
const control = (query: string): Promise<object[]> => queryOnce(app.database.superuserUrl, query);
/** The record says another number of rows than the archive has: damage that only decoding shows. */
const addToCounts = (rows: number): Promise<object[]> =>
  control(
    `UPDATE backups SET "tableCounts" = jsonb_build_object('public.t', ("tableCounts"->>'public.t')::int + ${rows})
      WHERE id = '${backup.id}'`,
  );

/**
 * Ends as one that the kernel kills when memory is short: by SIGKILL, amid its output. Only while the file `short` lies
 * beside it, and only where it reads; the real program does the work.
 */
const MORTAL = `#!/bin/sh
real=$(PATH="\${PATH#*:}" command -v "\${0##*/}")
case " $* " in *" -d "*) [ -e "\${0%/*}/short" ] && { "$real" "$@" 3<&3 | head -c 100; kill -9 $$; } ;; esac
exec "$real" "$@"
`;
let programs: string;

beforeAll(async () => {
  programs = await mkdtemp(join(tmpdir(), 'backstitch-programs-'));
  const PATH = `${programs}:${process.env.PATH ?? ''}`;
  app = await startApp({ env: { WORKER_CONCURRENCY: '0', PATH } });
  jobs = new JobsClient(app.api);
  await startWorker();
  database = await createTestDatabase();
  await sql(database.target, 'CREATE TABLE t AS SELECT n FROM generate_series(1, 1000) n');
  sourceId = await jobs.addSource(database.target);
});
afterAll(async () => {
  await app.stop();
  await database.drop();
  await rm(programs, { recursive: true });
});
beforeEach(async () => {
  backup = await jobs.completedBackup(sourceId);
});

describe('damage that a decoding check found', () => {
  beforeEach(async () => {
    await addToCounts(1);
    expect(await jobs.verifiedBackup(backup.id, 'decoded')).toMatchObject({
      status: 'corrupted',
      error: { code: 'COUNT_MISMATCH' },
    });
  });

  it('is not taken back by a check of the checksum, nor forgotten when that finds nothing', async () => {
    const checked = await jobs.verifiedBackup(backup.id, 'checksum');
    expect(checked).toMatchObject({ status: 'corrupted', error: { code: 'COUNT_MISMATCH' } });
    expect(checked.proofs).toHaveLength(backup.proofs.length + 1);
    expect(await jobs.logText(`backups/${backup.id}`)).toContain('only that one takes it back');
    expect((await jobs.refusedRestore(backup.id)).body.code).toBe('BACKUP_NOT_READY');
  });

  it('is taken back by a decoding check that finds it mended', async () => {
    await addToCounts(-1);
    expect(await jobs.verifiedBackup(backup.id, 'checksum')).toMatchObject({ status: 'corrupted' });
    expect(await jobs.verifiedBackup(backup.id, 'decoded')).toMatchObject({ status: 'completed', error: null });
  });
});

describe('a check whose program is killed', () => {
  it.each(['zstd', 'age'])('(%s) could not be made: it says so, and calls nothing damaged', async (program) => {
    await writeFile(join(programs, program), MORTAL, { mode: 0o700 });
    await writeFile(join(programs, 'short'), '');
    const answer = await app.api.post<{ jobId: string }>(`/backups/${backup.id}/verify`, { level: 'decoded' });
    expect(await jobs.jobEnds(expectStatus(202, answer).jobId)).toMatchObject({
      state: 'failed',
      error: { code: 'INTERNAL_ERROR', message: `${program} was broken off (signal SIGKILL)` },
    });
    expect(await jobs.backup(backup.id)).toMatchObject({ status: 'completed', error: null });
    await rm(join(programs, 'short'));
    expect(await jobs.verifiedBackup(backup.id, 'decoded')).toMatchObject({ status: 'completed' });
    await rm(join(programs, program));
  });
});

describe('with no worker to begin it', () => {
  beforeEach(async () => {
    await worker.stop();
  });

  it('a backup has one check at a time: another one is refused, and names the job', async () => {
    const ask = <Body>() => app.api.post<Body>(`/backups/${backup.id}/verify`, { level: 'checksum' });
    const answers = await Promise.all([ask(), ask(), ask()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409]);
    const jobId = answers.map(({ body }) => (body as { jobId?: string }).jobId).find((id) => id !== undefined) ?? '';
    for (const { status, body } of answers) {
      if (status !== 409) continue;
      expect(body).toMatchObject({ code: 'CONFLICT', detail: expect.stringContaining(jobId) } satisfies object);
    }
    await startWorker();
    expect(await jobs.jobEnds(jobId)).toMatchObject({ state: 'completed' });
    expect(expectStatus(202, await ask<ProblemBody & { jobId: string }>()).jobId).not.toBe(jobId);
  });

  it('damage and proofs that somebody else records while it checks stay', async () => {
    const answer = await app.api.post<{ jobId: string }>(`/backups/${backup.id}/verify`, { level: 'decoded' });
    const { jobId } = expectStatus(202, answer);
    const other = new pg.Client(app.database.superuserUrl);
    await other.connect();
    try {
      await other.query('BEGIN');
      await other.query(
        `UPDATE backups SET status = 'corrupted', error = '{"code":"CHECKSUM_MISMATCH","message":"found by a restore","hint":null}',
           proofs = proofs || '[{"level":"checksum","at":"2026-01-01T00:00:00.000Z","seconds":1,"evidence":{"by":"another"}}]'
          WHERE id = $1`,
        [backup.id],
      );
      await startWorker();
      await eventually('the check wants to write its result', async () => {
        // Within one transaction pg_stat_activity stays as it was seen first.
        const rows = await control(
          `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
        );
        return rows.length > 0;
      });
      await other.query('COMMIT');
    } finally {
      await other.end();
    }
    expect(await jobs.jobEnds(jobId)).toMatchObject({ state: 'completed' });
    const found = await jobs.backup(backup.id);
    expect(found).toMatchObject({ status: 'corrupted', error: { message: 'found by a restore' } });
    expect(found.proofs.slice(backup.proofs.length)).toMatchObject([
      { evidence: { by: 'another' } },
      { level: 'decoded', evidence: { rows: 1000 } },
    ]);
  });
});
