import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ADMIN } from '../support/app-process.js';
import { eventually } from '../support/eventually.js';
import { JobsClient } from '../support/jobs-client.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';
import { expectAccessible, expectNoSidewaysScroll } from './support/accessibility.js';
import { PHONE, useDesk } from './support/desk.js';

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

it('fits a phone in the dark', async () => {
  const { page } = await desk.signIn(ADMIN, { viewport: PHONE, colorScheme: 'dark' });
  await page.goto('/admin/jobs');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});
