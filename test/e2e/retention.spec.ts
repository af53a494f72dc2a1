import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MARKER_FILE } from '../../src/platform/storage/drivers/local-store-marker.js';
import type { ProblemBody } from '../support/api-client.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { cloneBackups } from '../support/cloned-backups.js';
import { eventually } from '../support/eventually.js';
import { expectStatus, JobsClient } from '../support/jobs-client.js';
import { addPerson, addTenant } from '../support/people.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';
import { queryOnce } from '../support/throwaway-database.js';

interface Choice {
  id: string;
  number: number;
  sourceId: string;
  reason: string;
}

interface Outcome {
  delete: Choice[];
  keep: Choice[];
  moreThanHalf: { sourceId: string; going: number; of: number; stopped: boolean }[];
  failed: { id: string; code: string }[];
}

interface Run {
  id: string;
  status: string;
  trigger: string;
  summary: string | null;
  deletedCount: number;
  deleted: Choice[];
}

const DAY_MS = 86_400_000;

let app: AppProcess;
let jobs: JobsClient;
let database: TestDatabase;

beforeAll(async () => {
  app = await startApp();
  jobs = new JobsClient(app.api);
  database = await createTestDatabase();
});
afterAll(async () => {
  await app.stop();
  await database.drop();
});

const run = async (body: object): Promise<Outcome> =>
  expectStatus(200, await app.api.post<Outcome>('/retention/run', body));
const runsOf = async (sourceId: string): Promise<Run[]> =>
  expectStatus(200, await app.api.get<{ items: Run[] }>(`/retention/runs?sourceId=${sourceId}`)).items;
const control = <Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  queryOnce<Row>(app.database.superuserUrl, sql, values);
const storedFiles = async (): Promise<string[]> => readdir(app.backupDir, { recursive: true });
const health = async (): Promise<string | undefined> =>
  (await app.anonymous.get<{ reasons?: Record<string, string> }>('/health')).body.reasons?.retention;

/** A source with so many backups, the oldest first (copies of the newest, each with objects of its own); its rules come afterwards. */
async function sourceWith(
  count: number,
  retention: object | null = null,
): Promise<{ sourceId: string; ids: string[] }> {
  const sourceId = await jobs.addSource(database.target);
  const newest = (await jobs.completedBackup(sourceId)).id;
  const ids = [...(await cloneBackups(app, newest, count - 1, 0)).reverse(), newest];
  if (retention !== null) expectStatus(200, await app.api.patch(`/sources/${sourceId}`, { retention }));
  return { sourceId, ids };
}

const remaining = async (sourceId: string): Promise<string[]> =>
  (await jobs.backupsOf(sourceId)).sort((a, b) => a.number - b.number).map(({ id }) => id);

describe('a run by hand', () => {
  it('deletes what its dry run says, objects and records, and leaves a trail', async () => {
    const { sourceId, ids } = await sourceWith(4, { maxBackups: 2 });
    const dry = await run({ dryRun: true, sourceId });
    expect(dry.delete.map(({ id, reason }) => [id, reason])).toEqual([
      [ids[1], '2 newer backups are there, and the newest 2 stay.'],
      [ids[0], '3 newer backups are there, and the newest 2 stay.'],
    ]);
    expect(dry.keep.map(({ id }) => id)).toEqual([ids[3], ids[2]]);
    expect(await remaining(sourceId)).toEqual(ids);
    const keys = await control<{ key: string }>(
      `SELECT a."storageKey" AS key FROM artifacts a JOIN backups b ON b.id = a."backupId" WHERE b.id = ANY ($1) ORDER BY b.number`,
      [ids],
    );

    expect(await run({ dryRun: false, sourceId })).toEqual(dry);
    expect(await remaining(sourceId)).toEqual(ids.slice(2));
    const files = new Set(await storedFiles());
    expect(keys.map(({ key }) => files.has(key))).toEqual([false, false, true, true]);
    expect(await control(`SELECT id FROM backups WHERE id = ANY ($1)`, [ids.slice(0, 2)])).toEqual([]);
    const trail = await control(
      `SELECT actor, data FROM audit_events WHERE action = 'backup.delete' AND "subjectId" = $1`,
      [ids[0]],
    );
    expect(trail).toEqual([
      {
        actor: 'admin@example.test',
        data: expect.objectContaining({ number: dry.delete[1]?.number, reason: dry.delete[1]?.reason }),
      },
    ]);

    const [recorded] = await runsOf(sourceId);
    expect(recorded).toMatchObject({ status: 'completed', trigger: 'manual', deletedCount: 2 });
    const detail = expectStatus(200, await app.api.get<Run>(`/retention/runs/${recorded?.id ?? ''}`));
    expect(detail.deleted.map(({ id }) => id)).toEqual([ids[1], ids[0]]);
  });

  it('that takes more than half is stopped, unless the same person has seen it', async () => {
    const { sourceId, ids } = await sourceWith(3, { maxBackups: 1 });
    const stopped = await run({ sourceId });
    expect(stopped.delete).toEqual([]);
    expect(stopped.moreThanHalf).toEqual([
      { sourceId, sourceName: expect.any(String), going: 2, of: 3, stopped: true },
    ]);
    expect(stopped.keep.map(({ reason }) => reason)).toContainEqual(
      expect.stringMatching(/^It was to go, but the run was stopped/),
    );
    expect(await remaining(sourceId)).toEqual(ids);

    const other = await addPerson(app, { role: 'admin' });
    expectStatus(200, await other.post('/retention/run', { dryRun: true, sourceId }));
    expect((await run({ sourceId })).delete).toEqual([]);

    expect((await run({ sourceId, dryRun: true })).moreThanHalf).toMatchObject([{ going: 2, of: 3, stopped: false }]);
    expect((await run({ sourceId })).delete).toHaveLength(2);
    expect(await remaining(sourceId)).toEqual(ids.slice(2));
  });

  it('leaves what is pinned, and the safety backup of a restore that can be rolled back', async () => {
    const { sourceId, ids } = await sourceWith(2);
    expectStatus(200, await app.api.patch(`/backups/${ids[0] ?? ''}`, { pinned: true }));
    const restore = await jobs.completedRestore(ids[1] ?? '', { runMigrations: false });
    await jobs.completedBackup(sourceId);
    expectStatus(200, await app.api.patch(`/sources/${sourceId}`, { retention: { maxBackups: 1, retentionDays: 1 } }));
    await control(`UPDATE backups SET "createdAt" = "createdAt" - interval '9 days' WHERE "sourceId" = $1`, [sourceId]);
    const { keep, delete: going } = await run({ sourceId, dryRun: true });
    const reasons = Object.fromEntries(keep.map(({ id, reason }) => [id, reason]));
    expect(reasons[ids[0] ?? '']).toBe('It is pinned.');
    expect(reasons[restore.safetyBackupId ?? '']).toMatch(/^It is in use: restore #\d+ can still be rolled back\.$/);
    expect(going.map(({ id }) => id)).toEqual([ids[1]]);
  });

  it('refuses what it does not know, and what is another tenant’s', async () => {
    const { sourceId } = await sourceWith(1, { maxBackups: 1 });
    const stranger = await addPerson(app, { role: 'admin', tenantId: await addTenant(app) });
    expect((await stranger.post('/retention/run', { sourceId })).status).toBe(404);
    expect(expectStatus(200, await stranger.get<{ total: number }>('/retention/runs')).total).toBe(0);
    await run({ sourceId });
    const [one] = await runsOf(sourceId);
    expect((await stranger.get(`/retention/runs/${one?.id ?? ''}`)).status).toBe(404);
    for (const body of [{ dryRun: 'yes' }, { force: true }, { sourceId: 'x' }]) {
      expect((await app.api.post<ProblemBody>('/retention/run', body)).body.code).toBe('INVALID_PARAMETER');
    }
    const operator = await addPerson(app, { role: 'operator' });
    expect((await operator.post('/retention/run', { dryRun: true })).status).toBe(403);
  });
});

describe('runs of themselves', () => {
  it('come after every completed backup', async () => {
    const { sourceId, ids } = await sourceWith(2, { maxBackups: 2 });
    const third = await jobs.completedBackup(sourceId);
    await eventually('the oldest goes', async () => !(await remaining(sourceId)).includes(ids[0] ?? ''));
    expect(await remaining(sourceId)).toEqual([ids[1], third.id]);
    await eventually('the run ends', async () => (await runsOf(sourceId))[0]?.status === 'completed');
    expect((await runsOf(sourceId))[0]).toMatchObject({
      trigger: 'backup',
      deletedCount: 1,
      summary: expect.stringMatching(/^Deleted 1 of 3/),
    });
  });

  it('stop before more than half, tell it, and do it once the settings were previewed and saved', async () => {
    const { sourceId, ids } = await sourceWith(4);
    expectStatus(200, await app.api.put('/settings', { maxBackups: 1 }));
    const fifth = await jobs.completedBackup(sourceId);
    await eventually('the run stops', async () => (await runsOf(sourceId))[0]?.status === 'stopped');
    expect(await remaining(sourceId)).toEqual([...ids, fifth.id]);
    const told = await control<{ data: object }>(
      `SELECT data FROM events WHERE kind = 'retention.stopped' AND "sourceId" = $1`,
      [sourceId],
    );
    expect(told).toMatchObject([{ data: { wouldDelete: 4, of: 5, hint: expect.stringContaining('dryRun') } }]);
    await eventually('health says so', async () => (await health()) === 'stopped');

    expectStatus(200, await app.api.put('/settings', { maxBackups: 0 }));
    await eventually('without a rule nothing is stopped', async () => (await health()) === undefined);
    const preview = expectStatus(200, await app.api.post<Outcome>('/settings/preview', { maxBackups: 1 }));
    expect(preview.delete.filter((choice) => choice.sourceId === sourceId)).toHaveLength(4);
    expectStatus(200, await app.api.put('/settings', { maxBackups: 1 }));
    const sixth = await jobs.completedBackup(sourceId);
    await eventually('all but the newest go', async () => (await remaining(sourceId)).length === 1);
    expect(await remaining(sourceId)).toEqual([sixth.id]);
    await eventually('health is well again', async () => (await health()) === undefined);
    expectStatus(200, await app.api.put('/settings', { maxBackups: 0 }));
  });

  it('do what was seen for the rules that it was seen of, and for no others', async () => {
    const { sourceId } = await sourceWith(5);
    expectStatus(200, await app.api.post<Outcome>('/settings/preview', { maxBackups: 1 }));
    expectStatus(200, await app.api.put('/settings', { maxBackups: 1 }));
    expectStatus(200, await app.api.put('/settings', { maxBackups: 2 }));
    await jobs.completedBackup(sourceId);
    await eventually('the run ends', async () => (await runsOf(sourceId))[0]?.summary != null);
    expect((await runsOf(sourceId))[0]).toMatchObject({ status: 'stopped' });

    // As if somebody had saved them while the clock was years ahead.
    await control(`UPDATE retention_previews SET "savedAt" = now() + interval '9 years' WHERE "sourceId" = $1`, [
      sourceId,
    ]);
    await jobs.completedBackup(sourceId);
    await eventually('the next run ends', async () => {
      const runs = await runsOf(sourceId);
      return runs.length === 2 && runs[0]?.summary != null;
    });
    expect((await runsOf(sourceId))[0]).toMatchObject({ status: 'stopped' });
    expect(await remaining(sourceId)).toHaveLength(7);
    expectStatus(200, await app.api.put('/settings', { maxBackups: 0 }));
    // The last run of a source says how retention is in health.
    expect((await run({ sourceId })).delete).toEqual([]);
  });

  it('close those by hand whose process was killed, once what was to go has gone', async () => {
    const { sourceId } = await sourceWith(2, { maxBackups: 1 });
    await run({ sourceId });
    await control(
      `UPDATE retention_runs SET status = 'running', summary = NULL, "finishedAt" = NULL, "createdAt" = "createdAt" - interval '2 hours'
        WHERE "sourceId" = $1`,
      [sourceId],
    );
    await app.restart();
    await eventually('it is closed', async () => (await runsOf(sourceId)).at(-1)?.status === 'completed');
    expect((await runsOf(sourceId)).at(-1)).toMatchObject({ summary: expect.stringMatching(/^Deleted 1 of 2/) });
  });

  it('come once a day for every source, at a start of whichever process', async () => {
    const { sourceId, ids } = await sourceWith(2, { retentionDays: 3 });
    const until = (await jobs.backupsOf(sourceId)).map(({ createdAt, retentionUntil }) => [createdAt, retentionUntil]);
    expect(until.map(([from, to]) => Date.parse(to ?? '') - Date.parse(from ?? ''))).toEqual([3 * DAY_MS, 3 * DAY_MS]);
    await control(`UPDATE backups SET "createdAt" = "createdAt" - interval '4 days' WHERE id = $1`, [ids[0]]);
    await Promise.all([app.restart(), app.startWorker()]);
    await eventually('the old one goes', async () => (await remaining(sourceId)).length === 1);
    await app.restart();
    expect((await runsOf(sourceId)).map(({ trigger }) => trigger)).toEqual(['daily']);
  });

  it('that cannot delete are told, are tried again, and keep no backup from being made', async () => {
    const { sourceId, ids } = await sourceWith(2, { maxBackups: 1 });
    const marker = join(app.backupDir, MARKER_FILE);
    await rename(marker, `${marker}.away`);
    const outcome = await run({ sourceId });
    expect(outcome.failed).toMatchObject([{ id: ids[0], code: 'STORAGE_FAILED' }]);
    await rename(`${marker}.away`, marker);
    expect(await remaining(sourceId)).toEqual([ids[1]]);
    expect((await runsOf(sourceId))[0]).toMatchObject({
      status: 'failed',
      summary: expect.stringMatching(/still in the store/),
    });
    expect(
      await control(`SELECT 1 FROM events WHERE kind = 'retention.failed' AND "sourceId" = $1`, [sourceId]),
    ).toHaveLength(1);
    await control(`UPDATE backups SET "deletedAt" = "deletedAt" - interval '1 hour' WHERE id = $1`, [ids[0]]);
    await eventually('health says so', async () => (await health()) === 'deletions_wait');
    await jobs.completedBackup(sourceId);
    await app.restart();
    await eventually('the record has gone after its objects', async () => {
      const rows = await control(`SELECT 1 FROM backups WHERE id = $1`, [ids[0]]);
      return rows.length === 0;
    });
    await eventually('health is well again', async () => (await health()) === undefined);
  });

  it('look a second time before anything leaves the store: what stood for a backup may be damaged since', async () => {
    const { sourceId, ids } = await sourceWith(4, { maxBackups: 2 });
    const marker = join(app.backupDir, MARKER_FILE);
    await rename(marker, `${marker}.away`);
    expect((await run({ sourceId })).failed.map(({ id }) => id).sort()).toEqual(ids.slice(0, 2).sort());
    expect(await remaining(sourceId)).toEqual(ids.slice(2));
    // Between the choice and the deletion a check finds one of the two that stayed to be damaged.
    await control(`UPDATE backups SET status = 'corrupted' WHERE id = $1`, [ids[3]]);
    await rename(`${marker}.away`, marker);
    await app.restart();

    await eventually('the other one has gone', async () => {
      const rows = await control(`SELECT 1 FROM backups WHERE id = $1`, [ids[0]]);
      return rows.length === 0;
    });
    expect(await remaining(sourceId)).toEqual(ids.slice(1));
    const keys = await control<{ key: string }>(
      `SELECT unnest(ARRAY[a."storageKey", b."manifestKey"]) AS key FROM artifacts a JOIN backups b ON b.id = a."backupId" WHERE b.id = $1`,
      [ids[1]],
    );
    expect(await storedFiles()).toEqual(expect.arrayContaining(keys.map(({ key }) => key)));
    expect(keys).toHaveLength(2);
    const [of] = (await runsOf(sourceId)).slice(-1);
    expect(of).toMatchObject({ deletedCount: 1 });
    const trail = await control(`SELECT actor FROM audit_events WHERE action = 'backup.keep' AND "subjectId" = $1`, [
      ids[1],
    ]);
    expect(trail).toHaveLength(1);
  });
});
