import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ProblemBody } from '../support/api-client.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { JobsClient } from '../support/jobs-client.js';
import { dropWithKept } from '../support/kept-databases.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';

const TIMES = 50;

let app: AppProcess;
let jobs: JobsClient;
let database: TestDatabase;

beforeAll(async () => {
  app = await startApp();
  jobs = new JobsClient(app.api);
  database = await createTestDatabase();
});
afterAll(async () => {
  await dropWithKept(app, database);
  await app.stop();
});

describe('two jobs asked for at once on one source', () => {
  it(`are one 202 and one 409, ${TIMES} times`, async () => {
    const sourceId = await jobs.addSource(database.target);
    const ask = () => app.api.post<Partial<ProblemBody> & { backup?: { id: string } }>('/backups', { sourceId });
    const outcomes: string[] = [];
    for (let time = 0; time < TIMES; time += 1) {
      const answers = await Promise.all([ask(), ask()]);
      outcomes.push(
        answers
          .map(({ status, body }) => `${status} ${body.code ?? ''}`)
          .sort()
          .join(),
      );
      const accepted = answers.find(({ status }) => status === 202)?.body.backup?.id;
      if (accepted === undefined) continue;
      // Whole backups are made elsewhere: here only the source must be free again.
      await app.api.post(`/backups/${accepted}/cancel`);
      await jobs.backupEnds(accepted);
    }
    expect(outcomes).toEqual(Array.from({ length: TIMES }, () => '202 ,409 SOURCE_BUSY'));
    expect(await jobs.backupsOf(sourceId)).toHaveLength(TIMES);
  });

  it('are one 202 and one 409 for a restore and a backup, too', async () => {
    const sourceId = await jobs.addSource(database.target);
    const backup = await jobs.completedBackup(sourceId);
    const { id: planId } = await jobs.plan(backup.id);
    const answers = await Promise.all([
      jobs.askRestore<{ restore?: { id: string }; backup?: { id: string } }>(backup.id, { planId }),
      app.api.post<{ restore?: { id: string }; backup?: { id: string } }>('/backups', { sourceId }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409]);
    const accepted = answers.find(({ status }) => status === 202)?.body;
    if (accepted?.restore) expect((await jobs.restoreEnds(accepted.restore.id)).status).toBe('completed');
    if (accepted?.backup) expect((await jobs.backupEnds(accepted.backup.id)).status).toBe('completed');
  });
});
