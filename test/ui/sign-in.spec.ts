import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ADMIN } from '../support/app-process.js';
import { expectAccessible, expectNoSidewaysScroll } from './support/accessibility.js';
import { startWire } from './support/wire.js';
import { fillSignIn, PHONE, useDesk } from './support/desk.js';

const desk = useDesk();

describe('signing in', () => {
  it('says what was wrong with the number of the request, and lets in whoever knows the password', async () => {
    const { page } = await desk.open();
    await page.getByLabel('Password').waitFor();
    expect(await page.getByText('Sign in with your organisation').count()).toBe(0); // none is configured
    await fillSignIn(page, { email: ADMIN.email, password: 'not the password' });
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(/Request \S+/);
    await expectAccessible(page);

    await fillSignIn(page, ADMIN);
    await page.getByRole('banner').getByText(ADMIN.email).waitFor();
  });

  it('goes on to the page that was asked for, and is still signed in after a reload', async () => {
    const { page } = await desk.open();
    await page.goto('/admin/backups');
    await fillSignIn(page, ADMIN);
    await page.getByRole('heading', { name: 'Backups', level: 1 }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Backups', level: 1 }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/admin/backups');
  });

  it('signs out: nothing of what was shown is left', async () => {
    const { page } = await desk.signIn();
    await page.getByRole('button', { name: `${ADMIN.email}: Profile` }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByLabel('E-mail address').waitFor();
    await page.goto('/admin/backups');
    await page.getByLabel('E-mail address').waitFor();
  });

  it('speaks French to whoever reads French, and fits a phone', async () => {
    const { page } = await desk.open({ locale: 'fr-FR', viewport: PHONE, colorScheme: 'dark' });
    await page.getByRole('button', { name: 'Se connecter' }).waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });
});

describe('a page that stays open', () => {
  /** Ways in which a browser says that nobody answers. */
  const AWAY = [/net::ERR_/, /Failed to fetch dynamically imported module/];
  const emailsOf = async (): Promise<string[]> => {
    const { body } = await desk.app.api.get<{ items: { email: string }[] }>('/users?limit=200');
    return body.items.map(({ email }) => email);
  };
  const beginPerson = async (page: Page, email: string): Promise<void> => {
    await page.goto('/admin/users/create');
    await page.getByLabel('E-mail address').fill(email);
    await page.getByRole('radio', { name: /^Viewer/ }).check();
  };

  it('asks for the password where the session has ended, and does what was asked for', async () => {
    const { page, context } = await desk.signIn();
    await beginPerson(page, 'begun@example.test');
    await context.clearCookies();
    await page.getByRole('button', { name: 'Save' }).click();
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await dialog.waitFor();
    await expectAccessible(page);
    await dialog.getByLabel('Password').fill(ADMIN.password);
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('button', { name: 'I have kept it' }).waitFor();
    expect(await emailsOf()).toContain('begun@example.test');
  });

  it('takes over the session that the same person began in another tab', async () => {
    const { page, context } = await desk.signIn();
    await beginPerson(page, 'elsewhere@example.test');
    await context.clearCookies();
    const other = await context.newPage();
    await other.goto('/admin');
    await fillSignIn(other, ADMIN);
    await other.getByRole('banner').getByText(ADMIN.email).waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'I have kept it' }).waitFor();
    expect(await emailsOf()).toContain('elsewhere@example.test');
  });

  it('does once what is asked for by a double click', async () => {
    const { page } = await desk.signIn();
    await page.goto('/admin/api-keys/create');
    await page.getByLabel('Name').fill('of a double click');
    await page.getByRole('checkbox', { name: /^See records/ }).check();
    await page.getByRole('button', { name: 'Save' }).dblclick();
    await page.getByRole('button', { name: 'I have kept it' }).waitFor();
    const { body } = await desk.app.api.get<{ items: { name: string }[] }>('/api-keys');
    expect(body.items.filter(({ name }) => name === 'of a double click')).toHaveLength(1);
  });

  it('notices a connection that is only half there, as after a sleep, and catches up', async () => {
    const wire = await startWire(desk.app.baseUrl);
    try {
      const { page } = await desk.signIn();
      await page.clock.install();
      await page.goto(`${wire.url}/admin/users`);
      await page.getByRole('cell', { name: ADMIN.email }).waitFor();
      wire.freezeStreams();
      await desk.app.api.post('/users', { email: 'meanwhile@example.test', role: 'viewer' });
      await page.clock.fastForward('01:00');
      await page.getByRole('cell', { name: 'meanwhile@example.test' }).waitFor();
      await page.close();
    } finally {
      wire.stop();
    }
  });

  it('waits for a server that is away, and then shows what was asked for', async () => {
    const { page } = await desk.signIn(ADMIN, {}, AWAY);
    await desk.app.kill('SIGTERM');
    await page.getByRole('menuitem', { name: 'Jobs' }).click();
    await page.waitForURL(/\/admin\/jobs/);
    await desk.app.restart();
    await page.getByRole('heading', { level: 1, name: 'Jobs' }).waitFor();
  });
});

it('loads the language that was chosen last, and no other', async () => {
  const { page } = await desk.signIn();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('menuitem', { name: 'Français' }).click();
  await page.getByRole('menuitem', { name: 'Sauvegardes' }).waitFor();
  await page.reload();
  await page.getByRole('menuitem', { name: 'Sauvegardes' }).waitFor();
  const loaded = await page.evaluate<string[]>(`performance.getEntriesByType('resource').map(({ name }) => name)`);
  const languages = loaded.map((name) => /\/assets\/(en|fr)-/.exec(name)?.[1]).filter((each) => each !== undefined);
  expect(languages).toEqual(['fr']);
});

describe('the page itself', () => {
  it('lets in nothing from elsewhere and nothing that is written into it', async () => {
    const { headers } = await fetch(`${desk.app.baseUrl}/admin/backups`);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|https?:/);
    expect(headers.get('cache-control')).toBe('no-cache');
    expect(headers.get('x-frame-options')).toBe('DENY');
  });

  it('is there for every address of its own, and is no answer for a file that is gone', async () => {
    const statusOf = async (path: string): Promise<number> => (await fetch(`${desk.app.baseUrl}${path}`)).status;
    expect(await statusOf('/admin')).toBe(200);
    expect(await statusOf('/admin/backups/0192/show')).toBe(200);
    expect(await statusOf('/admin/assets/older-build.js')).toBe(404);
  });
});
