import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { MARKER_FILE } from '../../src/platform/storage/drivers/local-store-marker.js';
import type { ProblemBody } from '../support/api-client.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { sql } from '../support/database-state.js';
import { eventually } from '../support/eventually.js';
import { type BackupRecord, expectStatus, JobsClient } from '../support/jobs-client.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';
import { queryOnce } from '../support/throwaway-database.js';

let app: AppProcess;
let jobs: JobsClient;
let database: TestDatabase;
let sourceId: string;
let backup: BackupRecord;

beforeAll(async () => {
  app = await startApp();
  jobs = new JobsClient(app.api);
  database = await createTestDatabase();
  await sql(database.target, 'CREATE TABLE t AS SELECT n FROM generate_series(1, 1000) n');
  sourceId = await jobs.addSource(database.target);
  backup = await jobs.completedBackup(sourceId);
});
afterAll(async () => {
  await app.stop();
  await database.drop();
});

const away = (): string => `${app.backupDir}-away`;
const filesOf = (id: string): Promise<string[]> =>
  readdir(app.backupDir, { recursive: true }).then((names) =>
    names.filter((name) => name.includes(id.replaceAll('-', '').slice(-12))),
  );
const storeHealth = async (): Promise<string | undefined> => {
  const { body } = await app.anonymous.get<{ checks: Record<string, string> }>('/health');
  return body.checks.store;
};

describe.each([
  ['the directory of the store is gone', () => rename(app.backupDir, away())],
  [
    'an empty mount point is in place of the store',
    async () => {
      await rename(app.backupDir, away());
      await mkdir(app.backupDir);
    },
  ],
])('while %s', (_, takeAway) => {
  beforeAll(async () => {
    await takeAway();
  });
  afterAll(async () => {
    await rmdir(app.backupDir).catch(() => undefined); // fails when something was written there; the rename then does
    await rename(away(), app.backupDir);
    expect(await jobs.verifiedBackup(backup.id, 'decoded')).toMatchObject({ status: 'completed', error: null });
  });
  afterEach(async () => {
    const made: string[] = await readdir(app.backupDir).catch(() => []);
    expect(made).toEqual([]);
  });

  it.each(['checksum', 'decoded'])(
    'a check to level %s could not be made, and calls nothing damaged',
    async (level) => {
      const { jobId } = expectStatus<{ jobId: string }>(
        202,
        await app.api.post(`/backups/${backup.id}/verify`, { level }),
      );
      expect(await jobs.jobEnds(jobId)).toMatchObject({ state: 'failed', error: { code: 'STORAGE_FAILED' } });
      expect(await jobs.backup(backup.id)).toMatchObject({ status: 'completed', error: null, proof: backup.proof });
    },
  );

  it('a plan is refused, not made with damage in it', async () => {
    const answer = await app.api.post<ProblemBody>(`/backups/${backup.id}/restore-plan`, {});
    expect([answer.status, answer.body.code]).toEqual([500, 'STORAGE_FAILED']);
  });

  it('a backup fails, and nothing is written beside the store', async () => {
    expect(await jobs.endedBackup(sourceId)).toMatchObject({ status: 'failed', error: { code: 'STORAGE_FAILED' } });
  });

  it('a start makes no new store of it', async () => {
    await app.restart();
    expect(await jobs.endedBackup(sourceId)).toMatchObject({ status: 'failed', error: { code: 'STORAGE_FAILED' } });
  });

  it('the health says so', async () => {
    await eventually('the store is degraded', async () => (await storeHealth()) === 'degraded');
  });
});

it('the health says when the store is there', async () => {
  await eventually('the store is ok', async () => (await storeHealth()) === 'ok');
});

it('a deletion without the store does not say that it was made; it is, once the store is back', async () => {
  const { id } = await jobs.completedBackup(sourceId);
  expect(await filesOf(id)).not.toEqual([]);
  await rename(app.backupDir, away());
  const answer = await app.api.delete<ProblemBody>(`/backups/${id}`);
  expect([answer.status, answer.body.code]).toEqual([500, 'STORAGE_FAILED']);
  await rename(away(), app.backupDir);
  expect(await filesOf(id)).not.toEqual([]);
  await app.restart(); // the sweep of deletions runs at start, and every minute
  await eventually('its objects are gone', async () => (await filesOf(id)).length === 0);
  const left = await eventually('its record is gone', async () => {
    const rows = await queryOnce(app.database.superuserUrl, `SELECT 1 FROM backups WHERE id = '${id}'`);
    return rows.length === 0 ? 'nothing' : null;
  });
  expect(left).toBe('nothing');
});

describe('a store that was moved', () => {
  it('is found at its new place, with the backups that were made at the old one', async () => {
    await app.kill('SIGTERM');
    await rename(app.backupDir, away());
    app.env.BACKUP_DIR = away();
    await app.restart();
    expect(await jobs.verifiedBackup(backup.id, 'decoded')).toMatchObject({ status: 'completed', error: null });
    const next = await jobs.completedBackup(sourceId);
    expect(next.artifacts[0]?.fileName).toBeDefined();
    const stores = await queryOnce(app.database.superuserUrl, 'SELECT location FROM storage_backends');
    expect(stores).toEqual([{ location: away() }]);
  });

  it('that lost its marker on the way is not taken for a new one by a directory that is known', async () => {
    await rm(`${away()}/${MARKER_FILE}`);
    await app.restart();
    const failed = await jobs.endedBackup(sourceId);
    expect(failed).toMatchObject({ status: 'failed', error: { code: 'STORAGE_FAILED' } });
    expect(failed.error?.hint).toContain(MARKER_FILE);
  });
});
