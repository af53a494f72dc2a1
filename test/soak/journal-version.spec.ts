import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type AppProcess, startApp } from '../support/app-process.js';
import { eventually } from '../support/eventually.js';
import { expectStatus, JobsClient } from '../support/jobs-client.js';
import { asAdmin, createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';
import { queryOnce } from '../support/throwaway-database.js';

let app: AppProcess;
let jobs: JobsClient;
let source: TestDatabase;
let backupId: string;

beforeAll(async () => {
  [app, source] = await Promise.all([startApp(), createTestDatabase()]);
  jobs = new JobsClient(app.api);
  backupId = (await jobs.completedBackup(await jobs.addSource(source.target))).id;
});
afterAll(async () => {
  const kept = await databases();
  await app.stop();
  await source.drop();
  for (const name of kept.filter((database) => database.startsWith('bst_'))) {
    await asAdmin((admin) => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  }
});

/** Of this test: the live one and whatever was made beside it. */
async function databases(): Promise<string[]> {
  const [row] = await queryOnce<{ names: string[] }>(
    app.database.superuserUrl,
    `SELECT coalesce(array_agg(datname ORDER BY datname), '{}')::text[] AS names FROM pg_database
      WHERE datname = '${source.target.database}' OR datname IN (SELECT name FROM kept_databases)
         OR datname IN (SELECT journal->'swap'->>'sideName' FROM restores)`,
  );
  return row?.names ?? [];
}

async function ofAnotherVersion(restoreId: string): Promise<void> {
  await queryOnce(
    app.database.superuserUrl,
    `UPDATE restores SET journal = coalesce(journal, '{}') || '{"version": 7}' WHERE id = '${restoreId}'`,
  );
}

it('a restore whose journal is of an unknown version is not taken over, and says so', async () => {
  app.env.WORKER_CONCURRENCY = '0';
  await app.restart();
  const { restore } = expectStatus(202, await jobs.askRestore(backupId));
  await ofAnotherVersion(restore.id);
  app.env.WORKER_CONCURRENCY = '2';
  await app.restart();
  const ended = await jobs.restoreEnds(restore.id);
  expect(ended).toMatchObject({ status: 'failed', error: { code: 'WORKER_LOST' } });
  expect(ended.error?.message).toMatch(/has version 7; this Backstitch knows 1\. Nothing was touched\.$/);
  expect(await databases()).toEqual([source.target.database]);
});

it('nor is it rolled back, nor its kept database dropped', async () => {
  const restore = await jobs.completedRestore(backupId);
  const before = await databases();
  expect(before).toHaveLength(2);
  await ofAnotherVersion(restore.id);

  expectStatus(202, await app.api.post(`/restores/${restore.id}/rollback`));
  expect(await jobs.restoreEnds(restore.id)).toMatchObject({ status: 'completed', error: { code: 'WORKER_LOST' } });

  await queryOnce(app.database.superuserUrl, `UPDATE kept_databases SET "keepUntil" = now() - interval '1 second'`);
  const error = await eventually('the window was to be closed', async () => {
    const [row] = await queryOnce<{ code: string | null }>(
      app.database.superuserUrl,
      `SELECT error->>'code' AS code FROM jobs WHERE action = 'close_window'`,
    );
    return row?.code;
  });
  expect(error).toBe('WORKER_LOST');
  expect(await databases()).toEqual(before);
  await eventually('the log says why', async () =>
    (await jobs.logText(`restores/${restore.id}`)).includes('has version 7'),
  );
});
