import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { PrivatePostgres } from '../../scripts/lib/postgres.mjs';
import { ADMIN } from '../support/app-process.js';
import { startTestPostgres } from '../support/clusters.js';
import { sql } from '../support/database-state.js';
import { JobsClient } from '../support/jobs-client.js';
import { addPerson } from '../support/people.js';
import { uniqueName } from '../support/postgres-databases.js';
import { ADD_EMAIL, ADD_ORDERS, addShop, CREATE, type Shop, writeCode } from '../support/typeorm-shop.js';
import { type TypeormProject, writeTypeormProject } from '../support/typeorm-project.js';
import {
  allFaultsOf,
  excessOf,
  expectAccessible,
  expectNoSidewaysScroll,
  hiddenOfTables,
} from './support/accessibility.js';
import { PHONE, useDesk } from './support/desk.js';

const desk = useDesk({ serverFile: { codeRoots: [tmpdir()] } });

let server: PrivatePostgres;
let jobs: JobsClient;
let project: TypeormProject;
let shop: Shop;
let backupId: string;

/** The shop as it was backed up; since then the code has one migration more, the live database a customer and a table. */
beforeAll(async () => {
  server = await startTestPostgres({});
  project = await writeTypeormProject({});
  jobs = new JobsClient(desk.app.api);
  shop = await addShop({ server, jobs, app: desk.app, stop: () => Promise.resolve() }, project);
  backupId = (await jobs.completedBackup(shop.sourceId)).id;
  await writeCode(project, ADD_ORDERS);
  await sql(shop.target, `INSERT INTO customers (name) VALUES ('Grace Hopper')`);
  await sql(shop.target, `CREATE TABLE loyalty_accounts AS SELECT generate_series(1, 7) AS id`);
});
afterAll(async () => {
  await project.remove();
  await server.remove();
});

/** A customer, and all the rows of a table that the backup has not. */
const LOST = 'The live database has 8 rows that the backup has not.';

const customers = async (): Promise<number> =>
  Number((await sql<{ count: string }>(shop.target, 'SELECT count(*) FROM customers'))[0]?.count);

async function toConfirmation(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Go on with this plan' }).click();
  await page.waitForURL(/step=options/);
  await page.reload(); // the address is a link to where somebody is
  await page.getByRole('button', { name: 'Go on', exact: true }).click();
  await page.getByLabel('Type RESTORE to confirm').fill('RESTORE');
}

describe('restoring', () => {
  it('shows what would happen, restores across a migration, and goes back', async () => {
    const { page } = await desk.signIn();
    await page.goto(`/admin/backups/${backupId}/restore`);
    await page.getByText('Restores beside the live database').waitFor();
    await page.getByLabel('Finding out whether it is possible …').first().waitFor({ state: 'detached' });
    expect(await page.getByText('not possible').count()).toBe(0);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Show the plan' }).click();

    await page.getByRole('heading', { name: 'The backup is 1 migration behind the code.' }).waitFor();
    await page.getByRole('img', { name: /^Backup: 2 migrations\. Code: 3\./ }).waitFor();
    expect(await page.getByRole('listitem').filter({ hasText: ADD_ORDERS }).textContent()).toContain('will be run');
    const row = page.getByRole('row').filter({ hasText: 'public.customers' });
    expect(await page.getByRole('row').filter({ hasText: 'public.migrations' }).count()).toBe(0);
    expect(await row.getByRole('cell').allTextContents()).toEqual(['3', '2', '−1']);
    await page.getByText(LOST).waitFor();
    const lost = page.getByRole('listitem').filter({ hasText: 'public.loyalty_accounts' });
    expect(await lost.textContent()).toBe('public.loyalty_accounts7 rows');
    expect(new URL(page.url()).searchParams.get('step')).toBe('plan');
    await expectAccessible(page);

    await toConfirmation(page);
    await page.getByText(LOST).waitFor();
    await page.getByText('all of its rows are lost: public.loyalty_accounts').waitFor();
    await page.getByText('The live database is backed up first.').waitFor();
    await page.getByRole('button', { name: 'Restore now' }).click();
    await page.getByRole('heading', { name: /^Restore #\d+/ }).waitFor();
    const id = /restores\/([^/]+)\/show/.exec(page.url())?.[1] ?? '';
    await page.getByRole('button', { name: 'Roll back' }).waitFor(); // the page hears that it has ended
    expect((await jobs.restore(id)).status).toBe('completed');
    expect(await customers()).toBe(2);
    await expectAccessible(page);
    await page.getByRole('tab', { name: 'Report' }).click();
    await page.getByText(/were counted, and are those of the backup/).waitFor();

    await page.getByRole('tab', { name: 'Overview' }).click();
    await page.getByRole('button', { name: 'Roll back' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Roll back' }).click();
    await page.getByText('rolled back', { exact: true }).waitFor();
    expect(await customers()).toBe(3);
    await page.getByText(/^\d+ ms for the swap, \d+ ms for the rollback$/).waitFor();
    await page.getByRole('listitem').filter({ hasText: 'Rolled back' }).waitFor();
    await page.getByRole('tab', { name: 'Plan' }).click();
    await page.getByText(/^The plan as it was accepted: /).waitFor();
  });

  it('plans with the roles that were typed, whether by the button or by Enter', async () => {
    const { page } = await desk.signIn();
    const ways = [
      () => page.getByRole('button', { name: 'Show the plan' }).click(),
      () => page.getByLabel('Role on this server').press('Enter'),
    ];
    for (const [round, goOn] of ways.entries()) {
      await page.goto(`/admin/backups/${backupId}/restore`);
      await page.getByLabel('Other roles stand for those of the backup').check();
      await page.getByLabel('Role in the backup').fill(`alice_${round}`);
      await page.getByLabel('Role on this server').fill(shop.target.user);
      await goOn();
      await page.waitForURL(/step=plan/);
      const { searchParams } = new URL(page.url());
      expect(searchParams.getAll('owner')).toEqual([JSON.stringify([`alice_${round}`, shop.target.user])]);
      await page.getByRole('button', { name: 'Go on with this plan' }).waitFor();
    }
  });

  it('does not go on with half a pair of roles', async () => {
    const { page } = await desk.signIn();
    await page.goto(`/admin/backups/${backupId}/restore`);
    await page.getByLabel('Other roles stand for those of the backup').check();
    await page.getByLabel('Role in the backup').fill('alice');
    await page.getByRole('button', { name: 'Show the plan' }).click();
    expect(await page.locator('input:invalid').count()).toBe(1);
    expect(new URL(page.url()).searchParams.get('step')).toBeNull();
  });

  it('waits for somebody else where approval is required', async () => {
    const operator = { email: 'operator@example.test', password: ADMIN.password };
    await addPerson(desk.app, { role: 'operator', email: operator.email });
    await desk.app.api.put('/settings', { approvalRequired: true });
    const { page } = await desk.signIn(operator);
    await page.goto(`/admin/backups/${backupId}/restore?step=plan`);
    await toConfirmation(page);
    await page.getByRole('button', { name: 'Ask for approval' }).click();
    await page.getByRole('heading', { name: `${operator.email} asks to restore.` }).waitFor();
    await page.getByText('Somebody else has to approve it.').waitFor();
    expect(await page.getByRole('button', { name: 'Approve' }).count()).toBe(0);

    const other = await desk.signIn();
    await other.page.goto(new URL(page.url()).pathname);
    await other.page.getByRole('listitem').filter({ hasText: LOST }).waitFor();
    await other.page.getByRole('link', { name: 'See the whole plan' }).waitFor();
    await other.page.getByRole('button', { name: 'Refuse' }).click();
    await other.page.getByLabel('Reason').fill('Not on a Friday.');
    await expectAccessible(other.page);
    await other.page.getByRole('dialog').getByRole('button', { name: 'Refuse' }).click();
    await other.page.getByText(/Refused by .*“Not on a Friday\.”/).waitFor();

    await page.goto(`/admin/backups/${backupId}/restore?step=plan`);
    await toConfirmation(page);
    await page.getByRole('button', { name: 'Ask for approval' }).click();
    await page.getByText('Somebody else has to approve it.').waitFor();
    await other.page.goto(new URL(page.url()).pathname);
    await other.page.getByRole('button', { name: 'Approve' }).click();
    await other.page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    // Whoever asked sees it begin and end, without looking again.
    await page.getByText(`Approved by ${ADMIN.email}.`).waitFor();
    await page.getByRole('heading', { name: 'The way back' }).waitFor();
    expect(await customers()).toBe(2);
    await desk.app.api.put('/settings', { approvalRequired: false });
  });

  it('shows a viewer what it would do, and nothing to do it with', async () => {
    const viewer = { email: 'viewer@example.test', password: ADMIN.password };
    await addPerson(desk.app, { role: 'viewer', email: viewer.email });
    const { page } = await desk.signIn(viewer);
    await page.goto(`/admin/backups/${backupId}/show`);
    await page.getByRole('link', { name: 'See the plan of a restore' }).click();
    await page.getByRole('button', { name: 'Show the plan' }).click();
    await page.getByRole('heading', { name: 'The backup is 1 migration behind the code.' }).waitFor();
    await page.getByText('Nothing is restored by looking. Restoring takes an operator.').waitFor();
    expect(await page.getByRole('button', { name: /^Go on/ }).count()).toBe(0);
    await expectAccessible(page);
    await page.goto(`/admin/backups/${backupId}/restore?step=confirm`);
    await page.getByText('Nothing is restored by looking. Restoring takes an operator.').waitFor();
    expect(await page.getByRole('textbox').count()).toBe(0);
  });

  it('does not offer a person who may not override a restore that the code does not know', async () => {
    const operator = { email: 'second-operator@example.test', password: ADMIN.password };
    await addPerson(desk.app, { role: 'operator', email: operator.email });
    const ahead = await writeTypeormProject({});
    const other = await addShop({ server, jobs, app: desk.app, stop: () => Promise.resolve() }, ahead);
    const { id } = await jobs.completedBackup(other.sourceId);
    await ahead.remove();
    const older = await writeTypeormProject({});
    await writeCode(older, CREATE);
    await desk.app.api.patch(`/sources/${other.sourceId}`, {
      migrations: { framework: 'typeorm', codePath: older.codePath },
    });
    const { page } = await desk.signIn(operator, { viewport: PHONE, colorScheme: 'dark' });
    await page.goto(`/admin/backups/${id}/restore?step=plan`);
    await page.getByRole('heading', { name: 'The backup has 1 migration that the code does not know.' }).waitFor();
    expect(await page.getByRole('listitem').filter({ hasText: ADD_EMAIL }).textContent()).toContain('not known');
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.getByRole('button', { name: 'Go on with this plan' }).click();
    await page.getByText('Only an administrator may restore it all the same.').waitFor();
    expect(await page.getByRole('button', { name: 'Go on', exact: true }).isDisabled()).toBe(true);
    await older.remove();
  });

  it('names the newer restore where one cannot be rolled back, and keeps longer what a rollback has put aside', async () => {
    const first = await jobs.completedRestore(backupId);
    await jobs.completedRestore(backupId);
    const { page } = await desk.signIn(ADMIN, { viewport: PHONE });
    await page.goto(`/admin/restores/${first.id}/show`);
    await page.getByText('a newer one of this source exists').waitFor();
    expect(await page.getByRole('button', { name: 'Roll back' }).count()).toBe(0);
    await expectAccessible(page);
    await page.getByRole('link', { name: 'See the newer restore' }).click();
    await page.getByRole('button', { name: 'Roll back' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Roll back' }).click();
    await page.getByRole('heading', { name: 'What the restore had brought' }).waitFor();
    const until = async (): Promise<number> =>
      Date.parse((await jobs.restore(/restores\/([^/]+)/.exec(page.url())?.[1] ?? '')).rollbackUntil ?? '');
    const before = await until();
    await page.getByRole('button', { name: 'Keep longer' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Keep longer' }).click();
    await page.getByText('It is kept longer.').waitFor();
    expect(await until()).toBe(before + 24 * 3_600_000);
    await expectNoSidewaysScroll(page);
  });

  it('says of one that came to nothing what is live, and leads to a new plan for the same', async () => {
    await desk.app.api.put('/settings', { approvalRequired: true });
    const asked = await jobs.askRestore(backupId, { planId: (await jobs.plan(backupId)).id });
    const { id } = asked.body.restore;
    await desk.app.api.post(`/restores/${id}/cancel`);
    await desk.app.api.put('/settings', { approvalRequired: false });
    const { page } = await desk.signIn();
    await page.goto(`/admin/restores/${id}/show`);
    await page.getByText('The live database was not changed.').waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Plan it again' }).click();
    await page.getByRole('button', { name: 'Go on with this plan' }).waitFor();
    expect(new URL(page.url()).searchParams.get('source')).toBe(shop.sourceId);
  });

  it('is headed by the name of the new database where it makes one', async () => {
    const wish = { strategy: 'new_database', target: { database: uniqueName('beside') } };
    const { id } = await jobs.completedRestore(backupId, { planId: (await jobs.plan(backupId, wish)).id });
    const { page } = await desk.signIn();
    await page.goto(`/admin/restores/${id}/show`);
    await page.getByText(`into the new database “${wish.target.database}”`).waitFor();
    await page.goto('/admin/restores');
    await page.getByRole('row').filter({ hasText: wish.target.database }).waitFor();
  });

  it('is found by its number, its database, its backup, its day and how it is made', async () => {
    interface Listed {
      number: number;
      strategy: string;
      createdAt: string;
      plan: { target: { database: string } };
    }
    const { body } = await desk.app.api.get<{ items: Listed[]; total: number }>('/restores?limit=200');
    const ofBackup = (await desk.app.api.get<{ total: number }>(`/restores?backupId=${backupId}`)).body.total;
    const made = body.items.find(({ strategy }) => strategy === 'new_database');
    if (made === undefined) throw new Error('The test before has made one.');
    const { name } = await jobs.backup(backupId);
    const { page } = await desk.signIn();
    await page.goto('/admin/restores');
    const search = page.getByRole('textbox', { name: 'Search' });
    const found = (count: number) =>
      page
        .getByRole('status')
        .filter({ hasText: count === 1 ? /^one found$/ : new RegExp(`^${count} found$`) })
        .waitFor();
    await found(body.total);
    const dates = page.getByRole('navigation', { name: 'Dates (UTC)' });
    for (const [q, count] of [
      [`#${made.number}`, 1],
      [made.plan.target.database, 1],
      [name, ofBackup],
      ['nobody 100%', 0],
      [`#${made.number}`, 1],
    ] as const) {
      await search.fill(q);
      await found(count);
      if (count > 0) await dates.getByRole('button', { name: new RegExp(`· ${count}$`) }).waitFor();
    }
    await dates.getByRole('button', { name: /· 1$/ }).click();
    await dates.getByRole('button', { name: 'All dates' }).waitFor();
    await dates.getByRole('button', { name: /· 1$/ }).click();
    await dates.getByRole('button', { name: /· 1$/ }).waitFor({ state: 'detached' });
    await page.getByRole('row').filter({ hasText: made.plan.target.database }).waitFor();
    await expectAccessible(page);
    const chosen = JSON.parse(new URL(page.url()).searchParams.get('filter') ?? '{}') as { from: string; to: string };
    expect(chosen.from).toBe(made.createdAt.slice(0, 10));
    expect(Date.parse(chosen.to) - Date.parse(chosen.from)).toBe(86_400_000);
    await page.getByRole('group', { name: 'Strategy' }).getByRole('button').first().click();
    await found(0);
  });
});

describe('drills', () => {
  it('are run from the page, and tell how long a recovery takes', async () => {
    const { page } = await desk.signIn();
    await page.goto(`/admin/drills/create?source=${shop.sourceId}`);
    await page.getByRole('button', { name: 'Run it now' }).click();
    await page.getByRole('heading', { name: /^Drill #\d+/ }).waitFor();
    await page.getByText('from the first byte read to a database that could be used').waitFor();
    await expectAccessible(page);
  });
});

describe('every page', () => {
  it('is accessible and fits a phone, in the dark', async () => {
    const { page } = await desk.signIn(ADMIN, { viewport: PHONE, colorScheme: 'dark', reducedMotion: 'reduce' });
    const pages = await everyPage();
    const faults: string[] = [];
    for (const path of pages) {
      await goTo(page, path);
      faults.push(...(await allFaultsOf(page)));
      if ((await excessOf(page)) > 0) faults.push(`${path} scrolls sideways`);
      if ((await hiddenOfTables(page)) > 0) faults.push(`${path} has a table that does not fit`);
    }
    expect(faults).toEqual([]);
    await page.getByRole('button', { name: 'Open menu' }).click();
    const menu = await page.getByRole('menuitem').all();
    const links = await Promise.all(menu.map((item) => item.getAttribute('href')));
    const rooms = links.map(
      (link) => link?.replace(/^\/admin$/, '/admin/').replace('/admin', '') ?? 'a room without a link',
    );
    expect(rooms.length).toBeGreaterThan(10);
    expect(rooms.filter((room) => !pages.includes(room))).toEqual([]);
  });

  it('that is a list says which column it is sorted by, and which way', async () => {
    const { page } = await desk.signIn();
    for (const [list, column, way] of [
      ['backups', 'Created', 'descending'],
      ['restores', 'Created', 'descending'],
      ['drills', 'Created', 'descending'],
      ['jobs', 'Created', 'descending'],
      ['audit-events', 'When', 'descending'],
      ['sources', 'Name', 'ascending'],
      ['users', 'E-mail address', 'ascending'],
    ] as const) {
      await page.goto(`/admin/${list}`);
      const sorted = page.locator('[aria-sort]');
      await sorted.first().waitFor();
      expect([list, await sorted.count()]).toEqual([list, 1]);
      expect([list, await sorted.textContent(), await sorted.getAttribute('aria-sort')]).toEqual([list, column, way]);
    }
  });
});

/** Addresses below /admin: every room, and every kind of page in it, with the records that the tests above have left. */
async function everyPage(): Promise<string[]> {
  const first = async (list: string): Promise<string> =>
    (await desk.app.api.get<{ items: { id: string }[] }>(`/${list}`)).body.items[0]?.id ?? '';
  const made = async (list: string, body: object): Promise<string> =>
    (await desk.app.api.post<{ id: string }>(`/${list}`, body)).body.id;
  const schedule = await made('schedules', { sourceId: shop.sourceId, every: '1h', enabled: false });
  const channel = await made('notification-channels', { name: 'ops', kind: 'slack', url: 'https://hooks.slack.com/x' });
  const tenant = await made('tenants', { slug: 'another', name: 'Another' });
  const tabs = (path: string, names: string[]): string[] => [path, ...names.map((name) => `${path}?tab=${name}`)];
  return [
    '/backups',
    '/backups/upload',
    ...tabs(`/backups/${backupId}/show`, ['contents', 'migrations', 'log', 'history', 'compare']),
    ...['target', 'plan', 'options', 'confirm'].map((step) => `/backups/${backupId}/restore?step=${step}`),
    '/restores',
    ...tabs(`/restores/${await first('restores')}/show`, ['log', 'report', 'plan', 'history']),
    '/sources',
    '/sources/create',
    `/sources/${shop.sourceId}`,
    ...tabs(`/sources/${shop.sourceId}/show`, ['schema', 'migrations', 'schedules', 'retention', 'drills', 'history']),
    '/drills',
    '/drills/create',
    ...tabs(`/drills/${await first('drills')}/show`, ['log', 'history']),
    '/schedules',
    '/schedules/create',
    '/schedules/calendar',
    `/schedules/${schedule}`,
    ...tabs(`/schedules/${schedule}/show`, ['runs', 'history']),
    '/notification-channels',
    '/notification-channels/create',
    `/notification-channels/${channel}`,
    ...tabs(`/notification-channels/${channel}/show`, ['deliveries', 'history']),
    '/settings',
    '/users',
    '/users/create',
    `/users/${await first('users')}`,
    '/api-keys',
    '/api-keys/create',
    '/tenants',
    '/tenants/create',
    `/tenants/${tenant}`,
    '/audit-events',
    '/jobs',
    '/account',
    '/',
  ];
}

/** Until all of it is there and painted. Parts of one page are gone to as by its own links, without loading it anew. */
async function goTo(page: Page, path: string): Promise<void> {
  if (new URL(page.url()).pathname === `/admin${path.split('?')[0] ?? ''}`) {
    await page.evaluate(`history.pushState(null, '', '/admin${path}'); dispatchEvent(new PopStateEvent('popstate'))`);
    await nextPaint(page);
  } else {
    await page.goto(`/admin${path}`);
    await page.locator('h1').first().waitFor();
  }
  const loading = page.locator(
    '.MuiSkeleton-root, .MuiCircularProgress-root, .MuiLinearProgress-indeterminate, [aria-busy=true]',
  );
  await loading.first().waitFor({ state: 'detached' });
  await nextPaint(page); // until then colours are those of before, however short their transition
}

const nextPaint = (page: Page): Promise<void> =>
  page.evaluate(`new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)); })`);
