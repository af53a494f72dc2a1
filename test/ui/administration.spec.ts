import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { JobsClient } from '../support/jobs-client.js';
import { createThrowawayDatabase, queryOnce, type ThrowawayDatabase } from '../support/throwaway-database.js';
import { expectAccessible, expectNoSidewaysScroll } from './support/accessibility.js';
import { PHONE, useDesk } from './support/desk.js';
import { sourceBody } from './support/source-body.js';

const desk = useDesk();
let database: ThrowawayDatabase;
let sourceId: string;

beforeAll(async () => {
  database = await createThrowawayDatabase();
  await queryOnce(database.url, 'CREATE TABLE orders AS SELECT n AS id FROM generate_series(1, 10) n');
  await queryOnce(database.superuserUrl, `ALTER ROLE "${new URL(database.url).username}" CREATEDB`); // for a drill's scratch database
  const { status, body } = await desk.app.api.post<{ id: string }>('/sources', sourceBody('shop', database.url));
  expect(status).toBe(201);
  sourceId = body.id;
});
afterAll(async () => {
  await database.drop();
});

interface SourceBody {
  name: string;
  appVersion: string | null;
}

describe('the dashboard', () => {
  it('says what is wrong with the link that mends it, and when a source was last proven', async () => {
    const { page } = await desk.signIn();
    const never = page.getByRole('listitem').filter({ hasText: 'There is no backup of it that could be restored.' });
    await never.getByRole('link', { name: 'shop' }).waitFor();
    const row = page.getByRole('row').filter({ hasText: 'shop' });
    expect(await row.getByRole('link', { name: 'Rehearse a restore' }).count()).toBe(0); // there is nothing to be restored
    await expectAccessible(page);
    await never.getByRole('link', { name: 'Back it up' }).click();
    await page.getByRole('button', { name: 'Back up now' }).click();
    await page.getByRole('heading', { level: 1, name: /^shop / }).waitFor();

    await page.goto('/admin');
    await row.getByRole('link', { name: 'Rehearse a restore' }).waitFor(); // heard of, not looked for
    await row.getByText('well').waitFor();
    expect(await never.count()).toBe(0);
    const jobs = new JobsClient(desk.app.api);
    const { body } = await desk.app.api.post<{ jobId: string }>('/drills', { sourceId });
    await jobs.jobEnds(body.jobId);
    await row.getByText('counted').waitFor();
    expect(await row.getByRole('link', { name: 'Rehearse a restore' }).count()).toBe(0);
    await expectAccessible(page);
  });

  it('on a phone says of each source what matters', async () => {
    const { page } = await desk.signIn(undefined, { viewport: PHONE, colorScheme: 'dark' });
    const source = page.getByRole('listitem').filter({ hasText: 'Last good backup' });
    await source.getByRole('link', { name: 'shop' }).waitFor();
    for (const words of ['well', 'not scheduled']) await source.getByText(words).waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });
});

describe('a form that somebody has begun to fill in', () => {
  it('keeps what is typed when the record is changed meanwhile, says so, and saves both', async () => {
    const { page } = await desk.signIn();
    await page.goto(`/admin/sources/${sourceId}`);
    await page.getByRole('heading', { name: 'Edit shop' }).waitFor();
    const version = page.getByLabel('Version of the application');
    // Nothing is typed yet: the form follows.
    await desk.app.api.patch(`/sources/${sourceId}`, { appVersion: '1.0' });
    await eventually('the new version', async () => (await version.inputValue()) === '1.0');

    await page.getByRole('textbox', { name: 'Name' }).fill('the shop');
    await desk.app.api.patch(`/sources/${sourceId}`, { appVersion: '2.0' });
    await page.getByRole('alert').getByText('This was changed meanwhile.').waitFor();
    expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('the shop');
    expect(await version.inputValue()).toBe('1.0');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { level: 1, name: 'the shop' }).waitFor();
    const { body } = await desk.app.api.get<SourceBody>(`/sources/${sourceId}`);
    expect(body).toMatchObject({ name: 'the shop', appVersion: '2.0' });
  });

  it('begins anew with the new values where that is wanted', async () => {
    const { page } = await desk.signIn();
    await page.goto(`/admin/sources/${sourceId}`);
    const name = page.getByRole('textbox', { name: 'Name' });
    await name.fill('nobody’s');
    await desk.app.api.patch(`/sources/${sourceId}`, { name: 'shop' });
    await page.getByRole('button', { name: 'Show the new values' }).click();
    await page.getByRole('heading', { name: 'Edit shop' }).waitFor();
    expect(await name.inputValue()).toBe('shop');
    expect(await page.getByText('This was changed meanwhile.').count()).toBe(0);
  });
});

describe('the settings', () => {
  it('have a field each, say what is wrong at the field, and are heard of by others who fill them in', async () => {
    const { page } = await desk.signIn();
    await page.goto('/admin/settings');
    await page.getByLabel('Back up every night').check();
    await page.getByRole('radio', { name: 'Only some' }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Choose one at least.').waitFor();
    await page.getByRole('combobox', { name: 'Which' }).click();
    await page.getByRole('option', { name: 'shop' }).click();
    await page.getByLabel('Largest upload').fill('5');
    await page.getByLabel('A rehearsal at most, in hours').fill('2');
    await page.getByLabel('Directory of new backups').fill('/nowhere/at/all');
    await page.getByRole('combobox', { name: 'Source of the Django clients' }).click();
    await page.getByRole('option', { name: 'shop' }).click();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Save' }).click();
    const directory = page.getByLabel('Directory of new backups');
    await page.getByRole('alert').getByText('This directory lies under none of storageRoots.').waitFor();
    await page.getByText('must lie below one of storageRoots').waitFor();
    expect(await directory.getAttribute('aria-invalid')).toBe('true');
    await directory.fill(desk.app.backupDir);

    await desk.app.api.put('/settings', { maxBackups: 77 });
    await page.getByText('This was changed meanwhile.').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The settings are saved.').waitFor();
    const { body } = await desk.app.api.get('/settings');
    expect(body).toMatchObject({
      autoBackup: { enabled: true, sourceIds: [sourceId] },
      importMaxBytes: 5_000_000_000,
      rehearsalMaxHours: 2,
      compatibilitySourceId: sourceId,
      maxBackups: 77,
    });
    await page.reload();
    await page.getByRole('button', { name: 'shop', exact: true }).waitFor(); // chosen
    await expectAccessible(page);
  });
});

describe('the history of a record', () => {
  it('folds what happened several times in a row, and its tab is in sight on a phone', async () => {
    for (const appVersion of ['3.0', '4.0', '5.0']) await desk.app.api.patch(`/sources/${sourceId}`, { appVersion });
    const { page } = await desk.signIn(undefined, { viewport: PHONE });
    await page.goto(`/admin/sources/${sourceId}/show?tab=history`);
    await page.getByText('3 times, last').waitFor();
    const tab = await page.getByRole('tab', { name: 'History' }).boundingBox();
    expect(tab === null ? Infinity : tab.x + tab.width).toBeLessThanOrEqual(PHONE.width);
    await expectAccessible(page);
    const changes = page.getByText('changed app version of source shop');
    const folded = await changes.count();
    await page.getByRole('button', { name: 'Show each time' }).first().click();
    expect(await changes.count()).toBe(folded + 2);
    await page.getByRole('button', { name: 'Show the last only' }).click();
    expect(await changes.count()).toBe(folded);
  });
});
