import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readdir } from 'node:fs/promises';
import type { ProblemBody } from '../support/api-client.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { openClient, sql } from '../support/database-state.js';
import { eventually } from '../support/eventually.js';
import { type BackupRecord, expectStatus, JobsClient } from '../support/jobs-client.js';
import { dropWithKept } from '../support/kept-databases.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';

/** pg_dump waits for its locks half as long. */
const STALL_TIMEOUT_SECONDS = 8;

let app: AppProcess;
let jobs: JobsClient;
let database: TestDatabase;
let sourceId: string;

beforeAll(async () => {
  app = await startApp({ env: { STALL_TIMEOUT_SECONDS: String(STALL_TIMEOUT_SECONDS) } });
  jobs = new JobsClient(app.api);
});
afterAll(async () => {
  await app.stop();
});
beforeEach(async () => {
  database = await createTestDatabase();
  await sql(
    database.target,
    `CREATE TABLE a (id serial PRIMARY KEY, n int NOT NULL DEFAULT 0, filler text DEFAULT repeat('x', 200));
     CREATE TABLE b (id serial PRIMARY KEY, n int NOT NULL DEFAULT 0);
     CREATE TABLE audit (n int);
     INSERT INTO a (n) SELECT n FROM generate_series(1, 500) n; INSERT INTO b (n) SELECT n FROM generate_series(1, 500) n`,
  );
  sourceId = await jobs.addSource(database.target);
});
afterEach(async () => {
  await dropWithKept(app, database);
});

interface WaitingDump {
  pid: number;
  query: string;
}

/** The pg_dump of a backup that stands before a lock. Its snapshot was exported before it started. */
async function waitingDump(otherThan: number[] = []): Promise<WaitingDump> {
  return eventually('pg_dump waits for a lock', async () => {
    const [found] = await sql<WaitingDump>(
      database.target,
      `SELECT pid, query FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'LOCK TABLE%' AND pid <> ALL ($1)`,
      [otherThan],
    );
    return found;
  });
}

async function objectsOf(backup: BackupRecord): Promise<string[]> {
  const names = await readdir(app.backupDir, { recursive: true });
  return names.filter((name) => name.includes(backup.id.replaceAll('-', '').slice(-12)) && /\.\w+$/.test(name));
}

/** Sessions of ours on the source; while nothing runs there is none. */
const ourSessions = (): Promise<{ name: string }[]> =>
  sql(
    database.target,
    `SELECT application_name AS name FROM pg_stat_activity
      WHERE datname = current_database() AND application_name LIKE 'bst%' AND pid <> pg_backend_pid()`,
  );

describe('while others write', () => {
  it('counts exactly what the dump holds, as of one instant', async () => {
    await sql(
      database.target,
      `INSERT INTO a (n) SELECT n FROM generate_series(1, 60000) n; INSERT INTO b (n) SELECT n FROM generate_series(1, 60000) n`,
    );
    const stop = new AbortController();
    let commits = 0;
    // Each transaction keeps a and b of the same size and sum: a dump of two instants would not.
    const write = async (statements: string): Promise<void> => {
      const client = await openClient(database.target);
      while (!stop.signal.aborted) {
        await client.query(`BEGIN; ${statements}; COMMIT`);
        commits += 1;
      }
      await client.end();
    };
    const writers = [
      write(`INSERT INTO a (n) VALUES (7); INSERT INTO b (n) VALUES (7); INSERT INTO audit VALUES (1)`),
      write(
        `INSERT INTO a (n) SELECT 1 FROM generate_series(1, 9); INSERT INTO b (n) SELECT 1 FROM generate_series(1, 9)`,
      ),
      write(`UPDATE a SET n = n + 3 WHERE id = 5; UPDATE b SET n = n + 3 WHERE id = 5`),
      // In one statement, which sees one instant: of both, or of none.
      write(`WITH last AS (SELECT (SELECT max(id) FROM a WHERE n = 7 AND id > 60500) AS a,
                                  (SELECT max(id) FROM b WHERE n = 7 AND id > 60500) AS b),
                  of_a AS (DELETE FROM a USING last WHERE a.id = last.a AND last.b IS NOT NULL)
             DELETE FROM b USING last WHERE b.id = last.b AND last.a IS NOT NULL; SELECT pg_sleep(0.01)`),
    ];
    let backup: BackupRecord;
    let during: number;
    try {
      await eventually('the writers write', () => Promise.resolve(commits > 20));
      const before = commits;
      backup = await jobs.completedBackup(sourceId);
      during = commits - before;
    } finally {
      stop.abort();
      await Promise.all(writers);
    }
    expect(during).toBeGreaterThan(20);

    await jobs.completedRestore(backup.id);
    const [restored] = await sql<Record<string, number>>(
      database.target,
      `SELECT (SELECT count(*)::int FROM a) AS a, (SELECT count(*)::int FROM b) AS b, (SELECT count(*)::int FROM audit) AS audit,
              (SELECT sum(n)::int FROM a) - (SELECT sum(n)::int FROM b) AS difference`,
    );
    expect(backup.tableCounts).toEqual({
      'public.a': restored?.a,
      'public.b': restored?.b,
      'public.audit': restored?.audit,
    });
    expect(restored).toMatchObject({ difference: 0 });
    expect(restored?.audit).toBeGreaterThan(0);
  });
});

describe('a table that is emptied or rewritten right at the export', () => {
  /** Holds the table from before the backup until its pg_dump waits; then changes it, and lets go. */
  async function backupHitBy(statements: string, times: number): Promise<BackupRecord> {
    let holder = await openClient(database.target);
    await holder.query('BEGIN; LOCK TABLE a');
    const { id } = await jobs.askBackup(sourceId);
    const hit: number[] = [];
    for (let time = 1; time <= times; time += 1) {
      const { pid } = await waitingDump(hit);
      hit.push(pid);
      await holder.query(statements);
      const next = time < times ? await openClient(database.target) : null;
      // The next holder queues behind this dump's lock and has the table again as soon as the dump ends.
      await holder.query('COMMIT');
      await holder.end();
      if (next === null) break;
      await next.query('BEGIN; LOCK TABLE a');
      holder = next;
    }
    return jobs.backupEnds(id);
  }

  it.each([
    ['TRUNCATE', `TRUNCATE a; INSERT INTO a (n) SELECT n FROM generate_series(1, 321) n`, 321],
    ['a TRUNCATE of which nothing is left', 'TRUNCATE a', 0],
    ['a rewriting ALTER', 'ALTER TABLE a ALTER COLUMN n TYPE bigint', 500],
    ['CLUSTER', 'CLUSTER a USING a_pkey', 500],
  ])('is dumped anew after %s', async (_, statements, rows) => {
    const backup = await backupHitBy(statements, 1);
    expect(backup).toMatchObject({
      status: 'completed',
      tableCounts: { 'public.a': rows, 'public.b': 500, 'public.audit': 0 },
    });
    const log = await jobs.logText(`backups/${backup.id}`);
    expect(log).toContain('Starting anew: truncated or rewritten while the dump began: public.a.');
    expect(await objectsOf(backup)).toHaveLength(2);
    await jobs.completedRestore(backup.id);
    expect(await sql(database.target, 'SELECT count(*)::int AS rows FROM a')).toEqual([{ rows }]);
  });

  it('fails where that happens each time, and leaves nothing', async () => {
    const backup = await backupHitBy(
      'ALTER TABLE a ALTER COLUMN filler TYPE varchar(300); ALTER TABLE a ALTER COLUMN filler TYPE text COLLATE "C"; TRUNCATE a; INSERT INTO a (n) SELECT 1 FROM generate_series(1, 500)',
      3,
    );
    expect(backup).toMatchObject({
      status: 'failed',
      proof: 'none',
      error: { code: 'DUMP_FAILED', message: expect.stringContaining('public.a'), hint: expect.any(String) },
    });
    expect(await objectsOf(backup)).toEqual([]);
    expect(await ourSessions()).toEqual([]);
  });
});

describe('a locked table', () => {
  it('ends in LOCK_TIMEOUT that names who is in the way, and the next backup works', async () => {
    const holder = await openClient(database.target);
    await holder.query(`SET application_name = 'the nightly report'; BEGIN; LOCK TABLE b`);
    const backup = await jobs.endedBackup(sourceId);
    expect(backup).toMatchObject({
      status: 'failed',
      error: { code: 'LOCK_TIMEOUT', message: expect.stringContaining('the nightly report') },
    });
    const log = await jobs.log(`backups/${backup.id}`);
    expect(log.some(({ level, message }) => level === 'error' && message.includes('the nightly report'))).toBe(true);
    expect(await objectsOf(backup)).toEqual([]);
    await holder.end();
    await jobs.completedBackup(sourceId);
  });
});

describe('a backup that is running', () => {
  it('makes its source busy: who, and since when', async () => {
    const holder = await openClient(database.target);
    await holder.query('BEGIN; LOCK TABLE a');
    const running = await jobs.askBackup(sourceId);
    const { status, body } = await app.api.post<ProblemBody>('/backups', { sourceId });
    expect([status, body.code]).toEqual([409, 'SOURCE_BUSY']);
    expect(body.detail).toContain(running.id);
    const since = /since (\d{4}-\d\d-\d\dT[\d:.]+Z)/.exec(body.detail)?.[1] ?? '';
    expect(Math.abs(Date.now() - Date.parse(since))).toBeLessThan(30_000);
    const inUse = await app.api.delete<ProblemBody>(`/backups/${running.id}`);
    expect([inUse.status, inUse.body.code]).toEqual([409, 'BACKUP_IN_USE']);
    const notReady = await jobs.refusedRestore(running.id);
    expect([notReady.status, notReady.body.code]).toEqual([409, 'BACKUP_NOT_READY']);
    await holder.end();
    expect((await jobs.backupEnds(running.id)).status).toBe('completed');
  });

  it('is canceled at once, with its processes, sessions and bytes', async () => {
    const holder = await openClient(database.target);
    await holder.query('BEGIN; LOCK TABLE a');
    const { id } = await jobs.askBackup(sourceId);
    await waitingDump();
    const askedAt = Date.now();
    expectStatus(202, await app.api.post(`/backups/${id}/cancel`));
    const canceled = await jobs.backupEnds(id);
    expect(Date.now() - askedAt).toBeLessThan(5_000);
    expect(canceled).toMatchObject({ status: 'canceled', proof: 'none', error: { code: 'CANCELED' } });
    expect(await objectsOf(canceled)).toEqual([]);
    await eventually('our sessions are gone', async () => (await ourSessions()).length === 0, 5_000);
    const again = await app.api.post<ProblemBody>(`/backups/${id}/cancel`);
    expect([again.status, again.body.code]).toEqual([409, 'CONFLICT']);
    await holder.end();
    await jobs.completedBackup(sourceId);
  });
});
