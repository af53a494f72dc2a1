import { describe, expect, it } from '@jest/globals';
import { ADMIN } from '../support/app-process.js';
import { expectAccessible, expectNoSidewaysScroll } from './support/accessibility.js';
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
    await page.getByRole('menuitem', { name: 'Logout' }).click();
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

describe('the page itself', () => {
  it('lets in nothing from elsewhere and nothing that is written into it', async () => {
    const { headers } = await fetch(`${desk.app.baseUrl}/admin/backups`);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/unsafe|https?:/);
    expect(headers.get('cache-control')).toBe('no-cache');
  });

  it('weighs little: what is needed for the first page, compressed', async () => {
    const { page } = await desk.open();
    const loaded = await page.evaluate<{ name: string; bytes: number }[]>(
      `performance.getEntriesByType('resource').map(({ name, encodedBodySize }) => ({ name, bytes: encodedBodySize }))`,
    );
    const scripts = loaded.filter(({ name }) => /\.(js|css)$/.test(name));
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(400_000);
  });

  it('is there for every address of its own, and is no answer for a file that is gone', async () => {
    const statusOf = async (path: string): Promise<number> => (await fetch(`${desk.app.baseUrl}${path}`)).status;
    expect(await statusOf('/admin')).toBe(200);
    expect(await statusOf('/admin/backups/0192/show')).toBe(200);
    expect(await statusOf('/admin/assets/older-build.js')).toBe(404);
  });
});
