import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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
  await untilStatus(body.backup.id, 'completed', ['pending', 'running']);
  return body.backup.id;
}

async function untilStatus(id: string, wanted: string, before: string[]): Promise<void> {
  for (;;) {
    const { body: backup } = await desk.app.api.get<{ status: string }>(`/backups/${id}`);
    if (backup.status === wanted) return;
    expect(before).toContain(backup.status);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function storedAs(sha256: string | undefined): Promise<{ path: string; bytes: Buffer }> {
  for (const name of await readdir(desk.app.backupDir, { recursive: true })) {
    if (!name.includes('.dump')) continue;
    const path = join(desk.app.backupDir, name);
    const bytes = await readFile(path);
    if (createHash('sha256').update(bytes).digest('hex') === sha256) return { path, bytes };
  }
  throw new Error(`Nothing in the store has the SHA-256 ${sha256 ?? '?'}.`);
}

/** As a disk does that forgets: one byte of what lies in the store is another, and a verification has found it. */
async function spoil(id: string): Promise<void> {
  const { body } = await desk.app.api.get<{ artifacts: { sha256: string }[] }>(`/backups/${id}`);
  const { path, bytes } = await storedAs(body.artifacts[0]?.sha256);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  await writeFile(path, bytes);
  await desk.app.api.post(`/backups/${id}/verify`, { level: 'checksum' });
  await untilStatus(id, 'corrupted', ['completed']);
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
    const role = decodeURIComponent(new URL(database.url).username);
    await page.getByRole('button', { name: 'Verify to “restored”' }).click();
    await page.getByRole('alert').filter({ hasText: 'The last verification could not be made' }).waitFor();
    await expectAccessible(page);
    await queryOnce(database.superuserUrl, `ALTER ROLE ${role} CREATEDB`);
    await page.getByRole('button', { name: 'Verify to “restored”' }).click();
    await page.getByRole('button', { name: 'Verify again' }).waitFor();
    expect(await page.getByText('The last verification could not be made').count()).toBe(0);
    await page.getByText('A drill goes this far.').waitFor();
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
      expect(await page.getByRole('button', { name: 'Pin' }).count()).toBe(0);
      for (const name of ['Contents', 'Migrations', 'Compare']) {
        expect(await page.getByRole('tab', { name }).count()).toBe(0);
      }
      await expectAccessible(page);
      await alert.getByRole('link', { name: 'Open the log' }).click();
      await page.getByRole('tab', { name: 'Log', selected: true }).waitFor();
      await page.getByText(/^times in /).waitFor();
      await expectAccessible(page);
      await page.goto(page.url().replace('tab=log', 'tab=contents')); // such as somebody kept from another backup
      await page.getByRole('tab', { name: 'Overview', selected: true }).waitFor();
      await queryOnce(database.superuserUrl, 'DROP TABLE payroll');
      await page.getByRole('button', { name: 'Back up again' }).click();
      await page.getByText('completed', { exact: true }).waitFor();
    } finally {
      await queryOnce(database.superuserUrl, 'DROP TABLE IF EXISTS payroll');
    }
  });

  it('that are damaged are not offered to be restored, and name the newest good one', async () => {
    const good = await backUp('The last good one');
    const damaged = await backUp('Spoiled in the store');
    await spoil(damaged);
    const { page } = await desk.signIn(undefined, { viewport: PHONE });
    await page.goto(`/admin/backups/${damaged}/show`);
    const alert = page.getByRole('alert').filter({ hasText: 'CHECKSUM_MISMATCH' });
    await alert.getByText('The file is not what it should be: its checksum is wrong.').waitFor();
    expect(await alert.getByText('is not what was stored').isVisible()).toBe(false);
    await alert.getByText('Details').click();
    await alert.getByText('is not what was stored').waitFor();
    expect(await page.getByRole('link', { name: 'Restore' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Verify again' }).waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await alert.getByRole('link', { name: /The last good one/ }).click();
    await page.waitForURL(new RegExp(`/backups/${good}/show`));
    await page.getByRole('link', { name: 'Restore' }).waitFor();
  });

  it('that are gone are said to be, with a way to the others; so is a page that never was', async () => {
    const { page } = await desk.signIn(undefined, {}, [/404/]);
    await page.goto('/admin/backups/018f0000-0000-7000-8000-000000000000/show');
    await page.getByRole('heading', { level: 1, name: 'This backup is not here (any more)' }).waitFor();
    expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
    await expectAccessible(page);
    await page.getByRole('main').getByRole('link', { name: 'Backups', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Backups' }).waitFor();
    await page.goto('/admin/no/such/page');
    await page.getByRole('heading', { level: 1, name: 'There is no such page' }).waitFor();
    await expectAccessible(page);
  });

  it('that are deleted while somebody looks at them are said to be, and nothing is offered any more', async () => {
    const id = await backUp('Deleted elsewhere');
    const { page } = await desk.signIn();
    await page.goto(`/admin/backups/${id}/show`);
    await page.getByRole('link', { name: 'Restore' }).waitFor();
    await desk.app.api.delete(`/backups/${id}`);
    await page.getByRole('heading', { level: 1, name: 'This backup is not here (any more)' }).waitFor();
    for (const role of ['link', 'button'] as const)
      expect(await page.getByRole(role, { name: /^(Restore|Delete|Verify .*|Edit|Pin)$/ }).count()).toBe(0);
  });

  it('are created with what was typed in a part that is folded again, whatever the address says of filters', async () => {
    const { page } = await desk.signIn();
    await page.goto('/admin/backups?filter=notjson');
    await page.getByRole('button', { name: 'Create backup' }).click();
    const dialog = page.getByRole('dialog', { name: 'Create backup' });
    const more = dialog.getByRole('button', { name: 'More options' });
    await more.click();
    await dialog.getByLabel('Name').fill('Typed, then folded');
    await more.click();
    await dialog.getByLabel('Name').waitFor({ state: 'hidden' });
    await dialog.getByRole('button', { name: 'Create backup' }).click();
    await page.getByRole('heading', { level: 1, name: 'Typed, then folded' }).waitFor();
    await page.getByText('completed', { exact: true }).first().waitFor(); // the next one may begin
  });

  it('are told apart on a phone by number, name, state and time, and what is done to ticked ones is in sight', async () => {
    await backUp('Seen on a phone');
    const { page } = await desk.signIn(undefined, { viewport: PHONE });
    await page.goto('/admin/backups');
    const row = rowOf(page, 'Seen on a phone');
    for (const text of [/^Seen on a phone/, /^#\d+ · .+ ago$/, 'completed']) {
      const box = await row.getByText(text).last().boundingBox();
      expect(box).not.toBeNull();
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(PHONE.width);
    }
    await row.getByRole('checkbox').check();
    await page.getByText('1 backup selected').waitFor();
    for (const name of ['Verify', 'Pin', 'Unpin', 'Delete']) {
      const box = await page.getByRole('button', { name, exact: true }).boundingBox();
      expect((box?.x ?? PHONE.width) + (box?.width ?? 0)).toBeLessThanOrEqual(PHONE.width);
    }
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
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

  it('are opened by the keyboard, and ticked all at once, but none that is not in view any more', async () => {
    for (const name of ['Ticked one', 'Ticked two', 'Ticked another']) await backUp(name);
    const { page } = await desk.signIn();
    await page.goto('/admin/backups?perPage=2');
    const total = (await desk.app.api.get<{ total: number }>('/backups')).body.total;
    const boxes = ['Ticked another', 'Ticked two'].map((name) =>
      page.getByRole('checkbox', { name: `Select “${name}”`, exact: true }),
    );
    await boxes[0]?.press(' ');
    await page.getByText('1 backup selected').waitFor();
    await boxes[1]?.click({ modifiers: ['Shift'] });
    await page.getByText('2 backups selected').waitFor();
    await page.getByRole('checkbox', { name: 'Select all on this page', checked: true }).uncheck();
    for (const box of boxes) expect(await box.isChecked()).toBe(false);
    await page.getByRole('columnheader').getByRole('checkbox').check();
    await page.getByRole('button', { name: `Select all ${total}` }).click();
    await page.getByText(`${total} backups selected`).waitFor();
    await expectAccessible(page);
    await page.getByRole('searchbox').or(page.getByPlaceholder('Search')).first().fill('Ticked another');
    await page.waitForURL(/Ticked/);
    await rowOf(page, 'Ticked another').waitFor();
    await page.getByText('selected').waitFor({ state: 'hidden' });

    await page.getByRole('link', { name: 'Ticked another' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Ticked another' }).waitFor();
  });

  it('that cannot be read are not said to be none', async () => {
    const { page } = await desk.signIn();
    await page.goto('/admin/backups?filter=%7B%22status%22%3A%22bogus%22%7D');
    await page
      .getByRole('alert')
      .getByText(/Request /)
      .waitFor();
    expect(await page.getByText('No Backups found').count()).toBe(0);
    expect(await page.getByText('Rows per page').count()).toBe(0);
    await expectAccessible(page);
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
    for (const n of [1, 2, 3]) await backUp(`Kept until now, ${n}`);
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
    // What it says is of the rules that were asked for; of others that are typed afterwards it knows nothing.
    const isOfOthers = page.getByText('The rules have changed since.');
    await page.getByLabel('A rehearsal at most, in hours').fill('3');
    expect(await isOfOthers.count()).toBe(0);
    await page.getByLabel('Newest backups kept').fill('2');
    await isOfOthers.waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Look again' }).click();
    await page.getByRole('button', { name: 'Preview' }).waitFor();
    await page.getByText(/would be deleted, which frees/).waitFor();
    expect(await isOfOthers.count()).toBe(0);
    await page.getByLabel('Newest backups kept').fill('1');
    await isOfOthers.waitFor();
    // Whoever does not look before they save is shown it then.
    const saved = async (): Promise<number> =>
      (await desk.app.api.get<{ maxBackups: number }>('/settings')).body.maxBackups;
    await page.getByRole('button', { name: 'Save' }).click();
    const question = page.getByRole('dialog', { name: 'Save these rules?' });
    await question.getByText(/backups would be deleted, which frees/).waitFor();
    await expectAccessible(page);
    await question.getByRole('button', { name: 'Not now' }).click();
    await question.waitFor({ state: 'detached' });
    expect(await saved()).not.toBe(1);
  });

  it('are uploaded: what is no dump is not even sent, what is one is read and shown', async () => {
    const id = await backUp('To be uploaded again');
    const dump = Buffer.from(await (await desk.app.api.raw(`/backups/${id}/download?decrypt=true`)).arrayBuffer());
    const { page } = await desk.signIn(undefined, { viewport: PHONE, colorScheme: 'dark' });
    await page.goto('/admin/backups/upload');
    await drop(page, 'Drop a dump here', { name: 'manifest.json', bytes: Buffer.from('{}') });
    await page.getByText('The dump itself is missing').waitFor();
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

  it('are not stopped on their way by a link that somebody follows, unless they say so', async () => {
    const { page } = await desk.signIn();
    // The network takes its time: nothing is answered before somebody has decided.
    await page.route('**/api/v1/backups/import*', () => undefined);
    await page.goto('/admin/backups/upload');
    const bytes = Buffer.concat([Buffer.from('PGDMP'), Buffer.alloc(4_096)]);
    await page.getByLabel('Choose a file').setInputFiles({ name: 'a.dump', mimeType: 'application/x', buffer: bytes });
    await page.getByRole('combobox', { name: 'Source' }).click();
    await page.getByRole('option', { name: 'shop' }).click();
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    await page.getByRole('button', { name: 'Stop' }).waitFor();
    const leave = page.getByRole('main').getByRole('link', { name: /Backups/ });
    await leave.click();
    const question = page.getByRole('dialog', { name: 'Stop the upload?' });
    await expectAccessible(page);
    await question.getByRole('button', { name: 'Not now' }).click();
    await page.getByRole('button', { name: 'Stop' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/admin/backups/upload');
    await leave.click();
    await question.getByRole('button', { name: 'Leave and stop it' }).click();
    await page.getByRole('heading', { level: 1, name: 'Backups' }).waitFor();
  });
});
