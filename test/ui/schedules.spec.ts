import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createThrowawayDatabase, queryOnce, type ThrowawayDatabase } from '../support/throwaway-database.js';
import { expectAccessible, expectNoSidewaysScroll } from './support/accessibility.js';
import { PHONE, useDesk } from './support/desk.js';
import { sourceBody } from './support/source-body.js';

const desk = useDesk();
let database: ThrowawayDatabase;

beforeAll(async () => {
  database = await createThrowawayDatabase();
  await queryOnce(database.url, 'CREATE TABLE orders AS SELECT n AS id FROM generate_series(1, 10) n');
  await desk.app.api.post('/sources', sourceBody('shop', database.url));
});
afterAll(async () => {
  await database.drop();
});

it('a schedule is made, run at once, found in the calendar as it goes, and paused', async () => {
  const { page, context } = await desk.signIn();
  await page.goto('/admin/schedules/calendar');
  await page.getByText('Nothing runs by itself yet').waitFor();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Add the first schedule' }).click();
  await page.getByRole('heading', { level: 1, name: 'Add a schedule' }).waitFor();
  await page.getByRole('combobox', { name: 'Source' }).click();
  await page.getByRole('option', { name: 'shop' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('hourly copy');
  await page.getByRole('radio', { name: 'Every so often' }).check();
  await page.getByRole('textbox', { name: 'Interval' }).fill('1h');
  await page.getByText('Every hour', { exact: true }).waitFor();
  await page.getByText('(in 5 hours)').waitFor(); // the fifth of the next runs, before anything is saved
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The schedule is saved.').waitFor();

  // Open before anything has run: it hears of it.
  const calendar = await context.newPage();
  await calendar.goto('/admin/schedules/calendar?view=week');
  const table = calendar.getByRole('table');
  await calendar.getByRole('link', { name: 'Next week' }).click();
  await table.getByRole('link', { name: 'shop · hourly copy' }).first().waitFor();
  expect(await table.getByRole('columnheader').count()).toBe(7);
  await calendar.getByRole('link', { name: 'Today' }).click();
  const ran = table.locator('li').filter({ hasText: 'Backup · completed' });
  expect(await ran.count()).toBe(0);

  await page.goto('/admin/schedules');
  await page.getByRole('cell', { name: 'hourly copy' }).click();
  await page.getByRole('button', { name: 'Run now' }).click();
  await page.getByText('It runs now.').waitFor();
  await ran.waitFor();
  await calendar.getByRole('status').getByText('1 completed').waitFor();
  await expectAccessible(calendar);
  await ran.getByRole('link').click();
  await calendar.getByRole('heading', { level: 1, name: /^shop / }).waitFor();

  await calendar.goto('/admin/schedules/calendar');
  await table.getByRole('link', { name: /shop · hourly copy \(Backup · completed\)/ }).waitFor();
  expect(await table.locator('td[aria-current=date]').count()).toBe(1);
  await expectAccessible(calendar);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByText('The schedule is paused.').waitFor();
  await calendar.getByRole('link', { name: 'One schedule is paused' }).waitFor();
  expect(await table.getByRole('link').count()).toBe(1); // what ran; nothing is to come
});

it('the calendar is a list by day on a phone, and its address says where in it somebody is', async () => {
  const { page } = await desk.signIn(undefined, { viewport: PHONE, colorScheme: 'dark' });
  await page.goto('/admin/schedules/calendar?view=month&day=2026-02-14');
  await page.getByRole('heading', { level: 2, name: 'February 2026' }).waitFor();
  await page.getByRole('link', { name: 'Next month' }).press('Enter');
  await page.waitForURL(/day=2026-03-01/);
  await page.getByRole('link', { name: 'Today' }).press('Enter');
  await page.getByRole('heading', { level: 3, name: / · today$/ }).waitFor();
  await page.getByRole('link', { name: 'shop · hourly copy' }).waitFor();
  expect(await page.getByRole('table').count()).toBe(0);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

it('takes any zone by today’s name, or one that is typed in full, and says by whose clocks it runs', async () => {
  const { page } = await desk.signIn(undefined, { timezoneId: 'Europe/Paris' });
  await page.goto('/admin/schedules/create');
  await page.getByRole('combobox', { name: 'Source' }).click();
  await page.getByRole('option', { name: 'shop' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('far away');
  const zone = page.getByRole('combobox', { name: 'Time zone' });
  expect(await zone.inputValue()).toBe('Europe/Paris');
  for (const name of ['Asia/Kolkata', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5']) {
    await zone.fill(name);
    await page.getByRole('option', { name, exact: true }).click();
    await page.getByText(`By the clocks of ${name}`).waitFor();
  }
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The schedule is saved.').waitFor();
  await page.goto('/admin/schedules');
  await page.getByRole('row').filter({ hasText: 'far away' }).getByText('Etc/GMT+5', { exact: true }).waitFor();
});

it('says what is wrong with a timing, and what the clocks do to it, before it is saved', async () => {
  const { page } = await desk.signIn();
  await page.goto('/admin/schedules/create');
  const cron = page.getByRole('textbox', { name: 'Cron expression' });
  await cron.fill('30 25 * * *');
  await page.getByText('Not valid: cron. Hour: 25 is not between 0 and 23.').waitFor();
  await cron.fill('30 2 * * *');
  await page.getByRole('combobox', { name: 'Time zone' }).fill('Europe/Berlin');
  await page.getByRole('option', { name: 'Europe/Berlin' }).click();
  await page.getByText(/the clocks are put forward over 0?2:30(.AM)?: it runs as soon as they go on/).waitFor();
  await page.getByText(/the clocks show 0?2:30(.AM)? twice: it runs the first time/).waitFor();
  await expectAccessible(page);
});
