import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ADMIN, type AppProcess, startApp } from '../support/app-process.js';
import { sql } from '../support/database-state.js';
import { DocumentedAnswers, DocumentedClient } from '../support/documented-answers.js';
import type { OpenApi } from '../support/hostile/openapi.js';
import { expectStatus, JobsClient } from '../support/jobs-client.js';
import { dropWithKept } from '../support/kept-databases.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';

// Whoever reads the document finds what is answered: every answer here is judged by it, whole, down to each field.
let app: AppProcess;
let database: TestDatabase;
let answers: DocumentedAnswers;
let api: DocumentedClient;

beforeAll(async () => {
  app = await startApp();
  database = await createTestDatabase();
  await sql(
    database.target,
    `CREATE TABLE django_migrations (id serial PRIMARY KEY, app varchar NOT NULL, name varchar NOT NULL, applied timestamptz NOT NULL);
     INSERT INTO django_migrations (app, name, applied) VALUES ('shop', '0001_initial', now());
     CREATE TABLE item (id int PRIMARY KEY); INSERT INTO item SELECT generate_series(1, 100)`,
  );
  answers = new DocumentedAnswers((await (await fetch(`${app.baseUrl}/api/docs-json`)).json()) as OpenApi);
  const anonymous = new DocumentedClient(answers, app.baseUrl, {});
  const { accessToken } = expectStatus<{ accessToken: string }>(200, await anonymous.post('/auth/login', ADMIN));
  api = new DocumentedClient(answers, app.baseUrl, { authorization: `Bearer ${accessToken}` });
});
afterAll(async () => {
  await dropWithKept(app, database);
  await app.stop();
});

it('answers as documented, from the source to the rollback', async () => {
  const jobs = new JobsClient(api);
  const sourceId = await jobs.addSource(database.target);
  const { host, port, user, password, database: name } = database.target;
  await api.post('/sources/test', {
    name: 'x',
    database: { host, port, user, database: name, ...(password ? { password } : {}) },
  });
  await api.post(`/sources/${sourceId}/test`);
  await api.patch(`/sources/${sourceId}`, { appVersion: '1.2.3' });
  for (const path of ['', '/schema', '/migration-state']) await api.get(`/sources/${sourceId}${path}`);

  const backup = await jobs.completedBackup(sourceId, { fingerprints: true, tags: ['a'], description: 'b' });
  await jobs.verifiedBackup(backup.id, 'restored');
  const other = await jobs.completedBackup(sourceId);
  await api.patch(`/backups/${other.id}`, { pinned: true, name: 'kept' });
  await api.delete(`/backups/${other.id}`); // pinned: a problem
  for (const path of ['', '/contents', '/logs', `/compare/${other.id}`]) await api.get(`/backups/${backup.id}${path}`);
  for (const by of ['day', 'status', 'source']) await api.get(`/backups/counts?by=${by}`);
  await api.post('/backups/bulk', { action: 'unpin', ids: [other.id, sourceId] });

  await sql(database.target, 'DELETE FROM item');
  const plan = await jobs.plan(backup.id);
  const restore = await jobs.completedRestore(backup.id, { planId: plan.id });
  for (const path of ['', '/logs', '/report']) await api.get(`/restores/${restore.id}${path}`);
  for (const by of ['day', 'status', 'source']) await api.get(`/restores/counts?by=${by}`);
  await api.patch(`/restores/${restore.id}`, { rollbackUntil: new Date(Date.now() + 3_600_000).toISOString() });
  await jobs.rolledBack(restore.id);
  await jobs.refusedRestore(backup.id, { confirm: 'please' });
  await jobs.endedDrill({ sourceId });
  expect([...answers.seen].filter((seen) => seen.includes('/restores')).length).toBeGreaterThanOrEqual(5);
}, 240_000);

it('answers as documented, whatever else there is to ask', async () => {
  const [source] = expectStatus<{ items: { id: string }[] }>(200, await api.get('/sources')).items;
  const sourceId = source?.id ?? '';
  await api.put('/settings', { retentionDays: 30, autoBackup: { enabled: true, sourceIds: [sourceId] } });
  await api.post('/settings/preview', { maxBackups: 1 });
  const schedule = expectStatus<{ id: string }>(
    201,
    await api.post('/schedules', { sourceId, cron: '0 3 * * 0', timeZone: 'UTC' }),
  );
  await api.patch(`/schedules/${schedule.id}`, { enabled: false });
  for (const act of ['pause', 'resume', 'run']) await api.post(`/schedules/${schedule.id}/${act}`);
  for (const path of ['', '/runs']) await api.get(`/schedules/${schedule.id}${path}`);
  await api.post('/retention/run', { dryRun: true });
  const lists = [
    '/backups',
    '/restores',
    '/drills',
    '/schedules',
    '/retention/runs',
    '/notification-channels',
    '/api-keys',
  ];
  for (const path of lists) await api.get(`${path}?limit=3`);
  for (const path of [
    '/settings',
    '/settings/history',
    '/stats/overview',
    '/stats/trends',
    '/health',
    '/health/backup',
    '/health/details',
    '/auth/me',
  ]) {
    await api.get(path);
  }
  const key = expectStatus<{ id: string }>(201, await api.post('/api-keys', { name: 'a key', scopes: ['read'] }));
  await api.get(`/api-keys/${key.id}`);
  await api.delete(`/api-keys/${key.id}`);
  await api.get('/backups?page=0');
  await api.get('/backups/nonsense');
  await api.delete(`/schedules/${schedule.id}`);
  await api.post('/auth/logout');
  expect(answers.seen.size).toBeGreaterThan(40);
});

it('notices what is not documented', () => {
  const answer = (body: unknown, status = 200) => ({
    status,
    headers: new Headers({ 'content-type': 'application/json' }),
    body,
  });
  const checked =
    (body: unknown, status = 200) =>
    () => {
      answers.check('GET', '/api/v1/backups', answer(body, status));
    };
  const page = { items: [], total: 0, page: 1, pages: 0 };
  expect(checked(page)).not.toThrow();
  expect(checked({ ...page, total: '0' })).toThrow('must be integer');
  expect(checked({ ...page, more: 1 })).toThrow('additional properties');
  expect(checked({ items: [], total: 0, page: 1 })).toThrow('required property');
  expect(checked({ ...page, items: [{ id: 'x' }] })).toThrow('required property');
  expect(checked(page, 299)).toThrow('not documented');
});
