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

it('finds jobs by who asked for them and since when, and says so where the address says it', async () => {
  const { page } = await desk.signIn();
  await page.goto('/admin/jobs');
  const { total } = (await desk.app.api.get<{ total: number }>('/jobs')).body;
  const found = (count: number) =>
    page
      .getByRole('status')
      .filter({ hasText: new RegExp(`^${count} found$`) })
      .waitFor();
  await found(total);
  const search = page.getByRole('textbox', { name: 'Search' });
  await search.fill(ADMIN.email.toUpperCase());
  await page.waitForURL(/filter=/);
  await found(total);
  const since = page.getByRole('group', { name: 'Created' });
  await since.getByRole('button', { name: 'The last 7 days' }).click();
  await page.waitForURL(/from/);
  await since.getByRole('button', { name: 'The last 7 days', pressed: true }).waitFor();
  await found(total);
  await search.fill('nobody');
  await found(0);
  await page.goto(`/admin/jobs?filter=${encodeURIComponent('{"from":"2020-01-01","to":"2020-02-01"}')}`);
  await found(0);
  const other = since.getByRole('button', { pressed: true });
  expect(await other.textContent()).toBe('1 Jan 2020 – 1 Feb 2020');
  await expectAccessible(page);
  await other.click();
  await found(total);
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
