import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { JobsClient } from '../support/jobs-client.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';
import { useDesk } from './support/desk.js';

const desk = useDesk();
let database: TestDatabase;
let backupId: string;
let session: Exclude<BrowserContextOptions['storageState'], undefined>;

beforeAll(async () => {
  database = await createTestDatabase();
  const jobs = new JobsClient(desk.app.api);
  const sourceId = await jobs.addSource(database.target);
  await jobs.completedBackup(sourceId); // two make a line of the dashboard
  backupId = (await jobs.completedBackup(sourceId)).id;
  const { context } = await desk.signIn();
  session = await context.storageState();
});
afterAll(() => database.drop());

/** Promised for whatever page is opened first: scripts and styles, as gzip, of which every browser takes at least that. */
const AT_MOST_BYTES = 400_000;

/** In a browser that was never here. */
async function firstLoadOf(path: string, options: BrowserContextOptions, shows: string): Promise<Page> {
  const gzip = { 'Accept-Encoding': 'gzip' };
  const { page } = await desk.open({ extraHTTPHeaders: gzip, ...options }, [], path);
  await page.locator(shows).first().waitFor();
  await page.locator('.MuiSkeleton-root').first().waitFor({ state: 'detached' });
  await page.waitForLoadState('load');
  return page;
}

interface Loaded {
  name: string;
  bytes: number;
  wireBytes: number;
}

async function scriptsAndStylesOf(page: Page): Promise<Loaded[]> {
  const loaded = await page.evaluate<Loaded[]>(
    `performance.getEntriesByType('resource').map(({ name, encodedBodySize, transferSize }) =>
      ({ name, bytes: encodedBodySize, wireBytes: transferSize }))`,
  );
  return loaded.filter(({ name }) => /\.(js|css)$/.test(name));
}

describe('what is loaded for the page that somebody opens first', () => {
  it.each([
    ['the sign-in', () => '/admin', () => ({}), 'input[type=password]'],
    ['the dashboard', () => '/admin', () => ({ storageState: session }), '.uplot'],
    ['a list', () => '/admin/backups', () => ({ storageState: session }), 'tbody tr'],
    ['a record', () => `/admin/backups/${backupId}/show`, () => ({ storageState: session }), 'h1'],
    ['a restore', () => `/admin/backups/${backupId}/restore`, () => ({ storageState: session }), 'input[type=radio]'],
    ['a list in French', () => '/admin/backups', () => ({ storageState: session, locale: 'fr-FR' }), 'tbody tr'],
  ])('weighs little: %s', async (_page, path, options, shows) => {
    const loaded = await scriptsAndStylesOf(await firstLoadOf(path(), options(), shows));
    expect(loaded.length).toBeGreaterThan(0);
    expect(loaded.every(({ wireBytes }) => wireBytes > 0)).toBe(true); // nothing was in a cache
    expect(loaded.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(AT_MOST_BYTES);
  });
});
