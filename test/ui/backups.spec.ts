import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { Page } from 'playwright-core';
import { sourceBody } from './support/source-body.js';
import { createThrowawayDatabase, queryOnce, type ThrowawayDatabase } from '../support/throwaway-database.js';
import { expectAccessible, expectNoSidewaysScroll } from './support/accessibility.js';
import { PHONE, useDesk } from './support/desk.js';

const desk = useDesk();
let database: ThrowawayDatabase;
let sourceId: string;

beforeAll(async () => {
  database = await createThrowawayDatabase();
  await queryOnce(
    database.url,
    `CREATE TABLE orders AS SELECT n AS id, 'order ' || n AS note FROM generate_series(1, 1234) n`,
  );
  const { body } = await desk.app.api.post<{ id: string }>('/sources', sourceBody('shop', database.url));
  sourceId = body.id;
});
afterAll(async () => {
  await database.drop();
});

/** Asked for by the API and waited for. */
async function backUp(name: string): Promise<string> {
  const { body } = await desk.app.api.post<{ backup: { id: string } }>('/backups', { sourceId, name });
  for (;;) {
    const { body: backup } = await desk.app.api.get<{ status: string }>(`/backups/${body.backup.id}`);
    if (backup.status === 'completed') return body.backup.id;
    expect(['pending', 'running']).toContain(backup.status);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Nobody reads the table until this session ends. */
async function lock(table: string): Promise<Client> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query('BEGIN');
  await client.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
  return client;
}

const rowOf = (page: Page, name: string): ReturnType<Page['locator']> =>
  page.getByRole('row').filter({ hasText: name });

/** As somebody does who drags a file from their desktop over these words. */
async function drop(page: Page, words: string, { name, bytes }: { name: string; bytes: Buffer }): Promise<void> {
  const dataTransfer = await page.evaluateHandle<unknown>(
    `(() => {
      const transfer = new DataTransfer();
      const bytes = Uint8Array.from(atob('${bytes.toString('base64')}'), (byte) => byte.charCodeAt(0));
      transfer.items.add(new File([bytes], '${name}'));
      return transfer;
    })()`,
  );
  // The place, not the words: they become others while something is dragged over it.
  const place = await page.getByText(words).elementHandle();
  for (const type of ['dragenter', 'dragover', 'drop']) await place.dispatchEvent(type, { dataTransfer });
}

describe('backups', () => {
  it('are created in two clicks with an estimate before, and watched to their proof', async () => {
    const { page } = await desk.signIn();
    const inTheWay = await lock('orders');
    await page.goto('/admin/backups');
    await page.getByRole('button', { name: 'Create backup' }).click();
    const dialog = page.getByRole('dialog', { name: 'Create backup' });
    await dialog.getByText(/^About .*B, in about/).waitFor();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Create backup' }).click();

    await page.getByRole('heading', { level: 1, name: /^shop / }).waitFor();
    await page.getByRole('tab', { name: 'Log' }).click();
    await page.getByText(/ · live$/).waitFor();
    expect(await page.getByRole('switch', { name: 'Follow' }).isChecked()).toBe(true);
    expect(await page.getByText('The backup is completed').count()).toBe(0);
    await inTheWay.end(); // from here on it goes on, and its log with it
    await page.getByText('The backup is completed').waitFor();
    await expectAccessible(page);
    await page.getByRole('tab', { name: 'Contents' }).click();
    await page.getByRole('row', { name: /public\.orders 1,234/ }).waitFor();
    await expectAccessible(page);
    await page.getByRole('tab', { name: 'Overview' }).click();
    await page.getByRole('button', { name: 'Verify to “restored”' }).waitFor();
    await expectAccessible(page);
  });

  it('that fail say why, and what to do', async () => {
    const { page } = await desk.signIn();
    await queryOnce(database.superuserUrl, 'CREATE TABLE payroll (n int)');
    try {
      await page.goto('/admin/backups');
      await page.getByRole('button', { name: 'Create backup' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Create backup' }).click();
      await page.getByText('failed', { exact: true }).first().waitFor();
      const alert = page.getByRole('alert').filter({ hasText: 'PERMISSION_DENIED' });
      await alert.getByText(/may not read public\.payroll/).waitFor();
      await alert.getByText(/GRANT SELECT ON ALL TABLES IN SCHEMA public/).waitFor();
      expect(await page.getByRole('link', { name: 'Restore' }).count()).toBe(0);
      await expectAccessible(page);
    } finally {
      await queryOnce(database.superuserUrl, 'DROP TABLE payroll');
    }
  });

  it('are listed as the address says: filters, columns, order', async () => {
    await backUp('Listed by its address');
    const { page, context } = await desk.signIn();
    await page.goto('/admin/backups');
    await page.getByRole('searchbox').or(page.getByPlaceholder('Search')).first().fill('by its address');
    await page.waitForURL(/by%20its%20address|by\+its\+address/);
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('switch', { name: 'Ratio', exact: true }).click();
    await page.waitForURL(/hidden=/);

    const other = await context.newPage();
    await other.goto(page.url());
    await other.getByRole('columnheader', { name: 'Ratio' }).waitFor();
    await rowOf(other, 'Listed by its address').waitFor();
    expect(await other.getByRole('row').count()).toBe(2);
    await expectAccessible(other);
  });

  it('are deleted together when the word is typed; a pinned one is refused, and the reason said', async () => {
    await desk.app.api.patch(`/backups/${await backUp('Doomed and pinned')}`, { pinned: true });
    await backUp('Doomed at once');
    const { page } = await desk.signIn();
    await page.goto(`/admin/backups?filter=${encodeURIComponent('{"q":"Doomed"}')}`);
    for (const name of ['Doomed and pinned', 'Doomed at once']) await rowOf(page, name).getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Delete' }).click();
    const act = page.getByRole('button', { name: 'Delete 2 backups' });
    expect(await act.isDisabled()).toBe(true);
    await expectAccessible(page);
    await page.getByLabel('Type DELETE to confirm').fill('DELETE');
    await act.click();
    const outcome = page.getByRole('dialog', { name: '1 backup deleted, 1 refused' });
    await outcome.getByText('This backup is pinned. (CONFLICT)').waitFor();
    await outcome.getByRole('button', { name: 'Close' }).click();
    await rowOf(page, 'Doomed at once').waitFor({ state: 'detached' });
    await rowOf(page, 'Doomed and pinned').waitFor();
  });

  it('that a policy would delete are shown before it is saved, and nothing is deleted', async () => {
    for (const n of [1, 2]) await backUp(`Kept until now, ${n}`);
    const total = async (): Promise<number> => (await desk.app.api.get<{ total: number }>('/backups')).body.total;
    const before = await total();
    const { page } = await desk.signIn();
    await page.goto('/admin/settings');
    await page.getByLabel('Newest backups kept').fill('1');
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByText(/backups would be deleted, which frees/).waitFor();
    await page.getByRole('row').filter({ hasText: 'Kept until now, 1' }).waitFor();
    await expectAccessible(page);
    expect(await total()).toBe(before);
    expect((await desk.app.api.get<{ maxBackups: number }>('/settings')).body.maxBackups).not.toBe(1);
  });

  it('are uploaded: what is no dump is not even sent, what is one is read and shown', async () => {
    const id = await backUp('To be uploaded again');
    const dump = Buffer.from(await (await desk.app.api.raw(`/backups/${id}/download?decrypt=true`)).arrayBuffer());
    const { page } = await desk.signIn(undefined, { viewport: PHONE, colorScheme: 'dark' });
    await page.goto('/admin/backups/upload');
    const file = page.getByLabel('Choose a file');
    await file.setInputFiles({ name: 'shop.sql', mimeType: 'text/plain', buffer: Buffer.from('SELECT 1;') });
    await page.getByText('It is text').waitFor();
    expect(await page.getByRole('button', { name: 'Upload', exact: true }).isDisabled()).toBe(true);

    await drop(page, 'Drop a dump here', { name: 'shop.dump', bytes: dump });
    await page.getByText('dump of pg_dump, custom format').waitFor();
    await page.getByRole('combobox', { name: 'Source' }).click();
    await page.getByRole('option', { name: 'shop' }).click();
    await expectNoSidewaysScroll(page);
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    await page.getByRole('heading', { name: 'What came in' }).waitFor();
    await page.getByText('1 table, 1,234 rows').waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });
});
