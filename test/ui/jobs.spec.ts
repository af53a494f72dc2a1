import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ADMIN } from '../support/app-process.js';
import { eventually } from '../support/eventually.js';
import { JobsClient } from '../support/jobs-client.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';
import { queryOnce } from '../support/throwaway-database.js';
import { expectAccessible, expectNoSidewaysScroll } from './support/accessibility.js';
import { PHONE, useDesk } from './support/desk.js';

const desk = useDesk();
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Something to be seen in lists, whatever the tests before it left there. */
async function aBackup(): Promise<void> {
  const jobs = new JobsClient(desk.app.api);
  await jobs.completedBackup(await jobs.addSource(database.target));
}

it('shows a job as it goes on, without being reloaded, and asks again for one that failed', async () => {
  const { page } = await desk.signIn();
  await page.goto('/admin/jobs');
  await page.getByRole('heading', { name: 'Jobs', level: 1 }).waitFor();

  const jobs = new JobsClient(desk.app.api);
  const sourceId = await jobs.addSource(database.target);
  await jobs.completedBackup(sourceId);
  await page.getByRole('cell', { name: 'Back up' }).waitFor();
  const done = page.getByRole('row').filter({ hasText: 'completed' }).first();
  await done.getByRole('cell', { name: /^\d+(\.\d)? m?s$/ }).waitFor(); // how long it took
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

it('has the status in sight on a phone, and what else somebody wants by the menu of columns', async () => {
  await aBackup();
  const { page } = await desk.signIn(undefined, { viewport: PHONE });
  await page.goto('/admin/jobs');
  const status = await page.getByRole('columnheader', { name: 'Status' }).first().boundingBox();
  expect(status === null ? Infinity : status.x + status.width).toBeLessThanOrEqual(PHONE.width);
  await expectNoSidewaysScroll(page);
  const asker = page.getByRole('columnheader', { name: 'Asked by' });
  expect(await asker.count()).toBe(0);
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('switch', { name: 'Asked by' }).click();
  await page.keyboard.press('Escape');
  await asker.waitFor();
});

it('says that the connection is lost, and catches up when the server is there again', async () => {
  await aBackup();
  const { page } = await desk.signIn(ADMIN, {}, [
    /ERR_(CONNECTION_REFUSED|INCOMPLETE_CHUNKED_ENCODING|CONNECTION_RESET)/,
  ]);
  await page.goto('/admin/backups');
  await page.getByRole('cell', { name: 'completed' }).first().waitFor();
  await desk.app.kill('SIGTERM');
  await page.getByText('The connection to the server is lost.').waitFor();
  await queryOnce(desk.app.database.superuserUrl, `UPDATE backups SET name = 'Named while nobody looked'`);
  await desk.app.restart();
  await page.getByText('Connected again: everything is up to date.').waitFor();
  await page.getByRole('cell', { name: 'Named while nobody looked' }).first().waitFor();
});
