import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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

const rowOf = (page: Page, name: string): ReturnType<Page['locator']> =>
  page.getByRole('row').filter({ hasText: name });

describe('backups', () => {
  it('are created in two clicks with an estimate before, and watched to their proof', async () => {
    const { page } = await desk.signIn();
    await page.goto('/admin/backups');
    await page.getByRole('button', { name: 'Create backup' }).click();
    const dialog = page.getByRole('dialog', { name: 'Create backup' });
    await dialog.getByText(/^About .*B, in about/).waitFor();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Create backup' }).click();

    await page.getByRole('heading', { level: 1, name: /^shop / }).waitFor();
    await page.getByRole('tab', { name: 'Log' }).click();
    await page.getByText('The backup is completed').waitFor();
    await expectAccessible(page);
    await page.getByRole('tab', { name: 'Contents' }).click();
    await page.getByRole('row', { name: /public\.orders 1,234/ }).waitFor();
    await expectAccessible(page);
    await page.getByRole('tab', { name: 'Overview' }).click();
    await page.getByRole('button', { name: 'Verify to “restored”' }).waitFor();
    await expectAccessible(page);
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

  it('are uploaded: what is no dump is not even sent, what is one is read and shown', async () => {
    const id = await backUp('To be uploaded again');
    const dump = Buffer.from(await (await desk.app.api.raw(`/backups/${id}/download?decrypt=true`)).arrayBuffer());
    const { page } = await desk.signIn(undefined, { viewport: PHONE, colorScheme: 'dark' });
    await page.goto('/admin/backups/upload');
    const file = page.getByLabel('Choose a file');
    await file.setInputFiles({ name: 'shop.sql', mimeType: 'text/plain', buffer: Buffer.from('SELECT 1;') });
    await page.getByText('It is text').waitFor();
    expect(await page.getByRole('button', { name: 'Upload', exact: true }).isDisabled()).toBe(true);

    await file.setInputFiles({ name: 'shop.dump', mimeType: 'application/octet-stream', buffer: dump });
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
