import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidV7 } from 'uuid';
import type { ApiClient, ProblemBody } from '../support/api-client.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { eventually } from '../support/eventually.js';
import { expectStatus, JobsClient } from '../support/jobs-client.js';
import { addPerson, addTenant } from '../support/people.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';
import { queryOnce } from '../support/throwaway-database.js';

interface JobBody {
  id: string;
  state: string;
  action: string;
  sourceId: string | null;
  subject: { type: string; id: string };
  requestedBy: string;
  createdAt: string;
  attempts: number;
  durationMs: number | null;
}
interface Retried {
  jobId: string;
  subject: { type: string; id: string };
}

let app: AppProcess;
let jobs: JobsClient;
let database: TestDatabase;
let sourceId: string;
let brokenId: string;
let backupId: string;
beforeAll(async () => {
  app = await startApp();
  jobs = new JobsClient(app.api);
  database = await createTestDatabase();
  sourceId = await jobs.addSource(database.target);
  brokenId = await jobs.addSource({ ...database.target, database: 'bst_test_is_not_there' });
  backupId = (await jobs.completedBackup(sourceId)).id;
}, 120_000);
afterAll(async () => {
  await app.stop();
  await database.drop();
});

const list = async (query: string, client: ApiClient = app.api): Promise<JobBody[]> =>
  expectStatus<{ items: JobBody[] }>(200, await client.get(`/jobs?${query}`)).items;
const newest = async (query: string): Promise<JobBody> => {
  const [job] = await list(`limit=1&${query}`);
  if (job === undefined) throw new Error(`There is no job with ${query}.`);
  return job;
};
const refusal = async (client: ApiClient, id: string): Promise<[number, string]> => {
  const { status, body } = await client.post<ProblemBody>(`/jobs/${id}/retry`);
  return [status, body.code];
};

/** The row says how a job ended; which one that was no worker needs to know. */
async function endAs(jobId: string, state: 'failed' | 'canceled'): Promise<void> {
  await queryOnce(app.database.superuserUrl, 'UPDATE jobs SET state = $2 WHERE id = $1', [jobId, state]);
}

describe('the list of jobs', () => {
  it('has what was asked for, the newest first, each with the source that it is about', async () => {
    await jobs.verifiedBackup(backupId, 'checksum');
    const [check, backup] = await list(`subjectId=${backupId}`);
    expect([check, backup]).toMatchObject([
      { action: 'verify', state: 'completed', sourceId, subject: { type: 'backup', id: backupId } },
      { action: 'backup', state: 'completed', sourceId, attempts: 1, requestedBy: expect.any(String) },
    ]);
    expect(backup?.durationMs).toBeGreaterThan(0);
    expect(await list(`subjectId=${backupId}&action=verify,drill`)).toEqual([check]);
    expect(await list(`sourceId=${brokenId}`)).toEqual([]);
    expect(await list(`state=failed,canceled&sourceId=${sourceId}`)).toEqual([]);
    const counts = await app.api.get(`/jobs/counts?subjectId=${backupId}`);
    expect(counts.body).toEqual({ waiting: 0, active: 0, completed: 2, failed: 0, canceled: 0 });
  });

  it('is searched by who asked and by the number of what they work on, and held to a time', async () => {
    const operator = await addPerson(app, { role: 'operator', email: 'ope%rator_@example.test' });
    const body = expectStatus<{ jobId: string }>(
      202,
      await operator.post(`/backups/${backupId}/verify`, { level: 'checksum' }),
    );
    const job = await jobs.jobEnds(body.jobId).then(() => newest('action=verify'));
    const q = (text: string): string => `q=${encodeURIComponent(text)}`;
    expect(await list(q('OPE%RATOR_'))).toEqual([job]);
    for (const none of ['ope_', `it's`, '2147483648']) expect(await list(q(none))).toEqual([]);
    const { number } = await jobs.backup(backupId);
    const all = await list(`subjectId=${backupId}`);
    expect(await list(q(`#${number}`))).toEqual(all);
    expect(await list(`${q(String(number))}&action=verify&state=completed`)).toEqual(
      all.filter(({ action }) => action === 'verify'),
    );
    const since = encodeURIComponent(job.createdAt);
    expect(await list(`from=${since}`)).toEqual([job]);
    expect(await list(`subjectId=${backupId}&to=${since}`)).toEqual(all.filter(({ id }) => id !== job.id));
    const counts = await app.api.get(`/jobs/counts?${q('ope%r')}&from=${since}`);
    expect(counts.body).toEqual({ waiting: 0, active: 0, completed: 1, failed: 0, canceled: 0 });
    const stranger = await addPerson(app, { role: 'admin', tenantId: await addTenant(app) });
    for (const text of ['rator', `#${number}`]) expect(await list(q(text), stranger)).toEqual([]);
  });

  it.each(['state=done', 'action=dump', 'sourceId=x', 'subjectType=source', 'sort=state', 'limit=0', 'what=ever'])(
    'knows no %s',
    async (query) => {
      const { status, body } = await app.api.get<ProblemBody>(`/jobs?${query}`);
      expect([status, body.code]).toEqual([400, 'INVALID_PARAMETER']);
    },
  );

  it('has nothing of another tenant', async () => {
    const stranger = await addPerson(app, { role: 'admin', tenantId: await addTenant(app) });
    expect(await list('', stranger)).toEqual([]);
    expect(await list(`sourceId=${sourceId}`, stranger)).toEqual([]);
    const counts = await stranger.get('/jobs/counts');
    expect(counts.body).toEqual({ waiting: 0, active: 0, completed: 0, failed: 0, canceled: 0 });
    const { id } = await newest(`subjectId=${backupId}`);
    expect(await refusal(stranger, id)).toEqual([404, 'NOT_FOUND']);
  });
});

describe('asking for the same again', () => {
  it('makes another backup of one that failed, with all that was said of it', async () => {
    const said = { name: 'before the release', tags: ['release'], fingerprints: true, description: 'by hand' };
    const failed = await jobs.endedBackup(brokenId, said);
    expect(failed.status).toBe('failed');
    const job = await newest(`subjectId=${failed.id}`);
    const operator = await addPerson(app, { role: 'operator' });
    const answer = await operator.post<Retried>(`/jobs/${job.id}/retry`);
    const { jobId, subject } = expectStatus(202, answer);
    expect(answer.headers.get('location')).toBe(`/api/v1/jobs/${jobId}`);
    expect(subject.id).not.toBe(failed.id);
    const { fingerprints, ...kept } = said;
    expect(await jobs.backup(subject.id)).toMatchObject({ sourceId: brokenId, origin: 'manual', ...kept });
    const [row] = await queryOnce<{ fingerprints: boolean }>(
      app.database.superuserUrl,
      `SELECT (parameters ->> 'fingerprints')::boolean AS fingerprints FROM jobs WHERE id = $1`,
      [jobId],
    );
    expect(row?.fingerprints).toBe(fingerprints);
    await jobs.jobEnds(jobId);
  });

  it('checks the same backup at the same level, and restores the same one in a drill, once it is done', async () => {
    const check = await newest(`subjectId=${backupId}&action=verify`);
    expect(await refusal(app.api, check.id)).toEqual([409, 'CONFLICT']);
    await endAs(check.id, 'failed');
    const again = expectStatus<Retried>(202, await app.api.post(`/jobs/${check.id}/retry`));
    expect(again.subject).toEqual({ type: 'backup', id: backupId });
    expect((await jobs.jobEnds(again.jobId)).state).toBe('completed');

    const drill = await jobs.endedDrill({ sourceId });
    const job = await newest(`subjectId=${drill.id}`);
    await endAs(job.id, 'canceled');
    const rehearsed = expectStatus<Retried>(202, await app.api.post(`/jobs/${job.id}/retry`));
    expect(rehearsed.subject.id).not.toBe(drill.id);
    expect((await jobs.jobEnds(rehearsed.jobId)).state).toBe('completed');
    expect((await app.api.get<{ backupId: string }>(`/drills/${rehearsed.subject.id}`)).body.backupId).toBe(backupId);
  });

  it('is nothing for a viewer, nor for a job that is gone, nor for a restore, which needs a new plan', async () => {
    const check = await newest(`subjectId=${backupId}&action=verify`);
    expect(await refusal(await addPerson(app, { role: 'viewer' }), check.id)).toEqual([403, 'FORBIDDEN']);
    expect(await refusal(app.api, uuidV7())).toEqual([404, 'NOT_FOUND']);
    const [{ id } = { id: '' }] = await queryOnce<{ id: string }>(
      app.database.superuserUrl,
      `INSERT INTO jobs (id, "tenantId", action, state, "subjectType", "subjectId", "requestedBy")
       SELECT $1, "tenantId", 'restore', 'failed', 'restore', $1, 'a test' FROM sources LIMIT 1 RETURNING id`,
      [uuidV7()],
    );
    expect((await app.api.get(`/jobs/${id}`)).body).toMatchObject({ state: 'failed', retryable: false });
    const { status, body } = await app.api.post<ProblemBody>(`/jobs/${id}/retry`);
    expect([status, body.code, body.hint]).toEqual([409, 'CONFLICT', expect.stringContaining('restore-plan')]);
  });
});

it('tells who takes jobs, and what each has in hand', async () => {
  const worker = await app.startWorker({ WORKER_CONCURRENCY: '3' });
  const read = async () =>
    expectStatus<{ items: { state: string; concurrency: number; pid: number; jobIds: string[] }[] }>(
      200,
      await app.api.get('/workers'),
    ).items;
  expect(await read()).toEqual(
    expect.arrayContaining([expect.objectContaining({ state: 'working', concurrency: 3, jobIds: [] })]),
  );
  worker.signal('SIGTERM');
  await eventually('it has signed off', async () => (await read()).some(({ state }) => state === 'stopped'));
});
