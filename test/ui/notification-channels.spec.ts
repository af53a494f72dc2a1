import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { eventually } from '../support/eventually.js';
import { addChannel, channelOf, happen } from '../support/notifications.js';
import { type Receiver, startReceiver } from '../support/receiver.js';
import { queryOnce } from '../support/throwaway-database.js';
import { expectAccessible } from './support/accessibility.js';
import { useDesk } from './support/desk.js';
import { sourceBody } from './support/source-body.js';

const desk = useDesk({ serverFile: { notificationHosts: ['127.0.0.1'] } });
let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
  await desk.app.api.post('/sources', sourceBody('shop', 'postgres://shop:secret@127.0.0.1:1/shop'));
});
afterAll(async () => {
  await receiver.stop();
});

const title = (page: Page, name: string): Promise<void> =>
  page.getByRole('heading', { level: 1, name, exact: true }).waitFor();

it('adds a webhook, tests it, and sees when it does not work and that it works again', async () => {
  const { page } = await desk.signIn();
  await page.goto('/admin/notification-channels');
  await page.getByText('Nobody is told yet').waitFor();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Add the first channel' }).click();
  await page.getByRole('radio', { name: 'Webhook' }).check();
  await page.getByLabel('Name').fill('pager');
  await page.getByLabel('Address of the webhook').fill(`${receiver.url}/hook`);
  await page.getByRole('radio', { name: 'Only some' }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Choose one at least.').waitFor();
  await page.getByRole('combobox', { name: 'Which' }).click();
  await page.getByRole('option', { name: 'shop' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save' }).click();
  const dialog = page.getByRole('dialog', { name: 'The signing secret of pager' });
  expect(await dialog.locator('code').textContent()).toMatch(/^whsec_/);
  await dialog.getByRole('button', { name: 'I have kept it' }).click();

  await title(page, 'pager');
  await page.getByText('nothing sent yet').waitFor();
  await page.getByRole('link', { name: 'shop' }).waitFor();
  await page.getByRole('button', { name: 'Send a test' }).click();
  await page.getByText('The test message was taken').waitFor();
  expect(receiver.received.map(({ path, body }) => [path, (body as { type: string }).type])).toEqual([
    ['/hook', 'test'],
  ]);
  await expectAccessible(page);

  receiver.answerWith = 503;
  await happen(desk.app, 'backup.failed');
  await page.getByText('does not arrive', { exact: true }).waitFor();
  await page.getByText('127.0.0.1 answered 503.').waitFor();
  await page.getByRole('tab', { name: 'Messages' }).click();
  await page.getByRole('row', { name: /Backup failed.*waiting/ }).waitFor();
  await expectAccessible(page);

  receiver.answerWith = 200;
  await queryOnce(desk.app.database.superuserUrl, 'UPDATE notification_channels SET "testedAt" = NULL'); // 5 s later
  await page.getByRole('button', { name: 'Send a test' }).click();
  await page.getByRole('row', { name: /Backup failed.*told/ }).waitFor();
  await page.getByText('works', { exact: true }).waitFor();
});

it('changes a channel without its address, pauses it, and deletes it by its name', async () => {
  const { id } = await addChannel(desk.app.api, {
    name: 'ops',
    kind: 'slack',
    url: `${receiver.url}/services/T0/B0/xyz`,
  });
  const { page } = await desk.signIn();
  await page.goto(`/admin/notification-channels/${id}`);
  await page.getByText(/Empty: it stays/).waitFor();
  expect(await page.getByLabel('Address of the webhook').inputValue()).toBe('');
  await page.getByLabel('Name').fill('ops, on call');
  await page.getByLabel('Send a daily summary').check();
  await page.locator('input[name=digestAt]').fill('07:30');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save' }).click();

  await title(page, 'ops, on call');
  await page.getByText('every day at 07:30').waitFor();
  expect((await channelOf(desk.app.api, id)).url).toMatch(/….*xyz$/);
  await page.getByRole('button', { name: 'Send a test' }).click();
  await eventually('it is sent', async () => receiver.received.some(({ path }) => path === '/services/T0/B0/xyz'));

  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Pause' }).click();
  await page.getByText('It is paused: nothing is told here.').waitFor();
  await page.getByRole('button', { name: 'Delete' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('ops, on call');
  await dialog.getByRole('button', { name: 'Delete channel' }).click();
  await page.getByRole('heading', { level: 1, name: 'Notifications' }).waitFor();
  await page.getByRole('cell', { name: 'ops, on call' }).waitFor({ state: 'detached' });
});
