import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ADMIN } from '../support/app-process.js';
import { eventually } from '../support/eventually.js';
import { JobsClient } from '../support/jobs-client.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';
import { expectAccessible } from './support/accessibility.js';
import { useDesk } from './support/desk.js';

const desk = useDesk();
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it('shows a job as it goes on, without being reloaded, and asks again for one that failed', async () => {
  const { page } = await desk.signIn();
  await page.goto('/admin/jobs');
  await page.getByRole('heading', { name: 'Queues', level: 1 }).waitFor();

  const jobs = new JobsClient(desk.app.api);
  const sourceId = await jobs.addSource(database.target);
  await jobs.completedBackup(sourceId);
  await page.getByRole('cell', { name: 'Back up' }).waitFor();
  await page.getByRole('cell', { name: 'completed' }).first().waitFor();
  await page.getByRole('region', { name: 'Workers' }).getByText('takes jobs').waitFor();
  await expectAccessible(page);

  const doomed = await createTestDatabase();
  const lost = await jobs.addSource(doomed.target);
  await doomed.drop();
  expect((await jobs.endedBackup(lost)).status).toBe('failed');
  await page.getByRole('button', { name: 'Ask again' }).click();
  await page.getByText('It is asked for again, as a new job.').waitFor();
  await eventually('it failed again', async () => (await jobs.backupsOf(lost, '&status=failed')).length === 2);
});

it('says that the connection is lost, and catches up when it is there again', async () => {
  const { page, context } = await desk.signIn(ADMIN, {}, [/ERR_INTERNET_DISCONNECTED/]);
  await page.goto('/admin/jobs');
  await page.getByRole('region', { name: 'Workers' }).getByText('takes jobs').waitFor();
  const rows = await page.getByRole('row').count();
  await context.setOffline(true);
  await page.getByText('The connection to the server is lost.').waitFor();
  const jobs = new JobsClient(desk.app.api);
  await jobs.completedBackup(await jobs.addSource(database.target));
  expect(await page.getByRole('row').count()).toBe(rows);
  await context.setOffline(false);
  await page.getByText('Connected again: everything is up to date.').waitFor();
  await eventually('the backup of meanwhile is there', async () => (await page.getByRole('row').count()) > rows);
});
