import { afterAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { freePort } from '../support/app-process.js';
import { OidcServer } from '../support/oidc-server.js';
import { expectAccessible } from './support/accessibility.js';
import { useDesk } from './support/desk.js';

const port = await freePort();
const publicUrl = `http://127.0.0.1:${port}`;
const oidc = await OidcServer.start({ redirectUri: `${publicUrl}/api/v1/auth/oidc/callback` });
const desk = useDesk({
  env: {
    PORT: String(port),
    PUBLIC_URL: publicUrl,
    OIDC_CLIENT_SECRET: oidc.client.secret,
    NODE_EXTRA_CA_CERTS: oidc.certificateFile,
  },
  serverFile: {
    oidc: {
      issuer: oidc.issuer,
      clientId: oidc.client.id,
      allowedDomains: ['example.test'],
      provision: { tenant: 'default', role: 'operator' },
      trustedHosts: ['127.0.0.1'],
    },
  },
});
afterAll(async () => {
  await oidc.stop();
});

/** At the provider, whose certificate only tests believe. */
const AT_PROVIDER = { ignoreHTTPSErrors: true };

async function signInAs(page: Page, name: string, email: string): Promise<void> {
  oidc.accounts.set(name, { email, email_verified: true, name });
  oidc.signedIn = name;
  await page.getByRole('link', { name: 'Sign in with your organisation' }).click();
}

it('signs in at the provider, from the page and back to it', async () => {
  const { page } = await desk.open(AT_PROVIDER);
  await page.getByLabel('Password').waitFor(); // the other way is there, too
  await expectAccessible(page);
  await signInAs(page, 'nora', 'nora@example.test');
  await page.getByRole('banner').getByText('nora').waitFor();
  expect(new URL(page.url()).pathname).toMatch(/^\/admin\/?$/);
  await page.reload();
  await page.getByRole('banner').getByText('nora').waitFor();
});

it('says on the page why somebody may not come in, and lets them try again', async () => {
  const { page, context } = await desk.open(AT_PROVIDER);
  await signInAs(page, 'eve', 'eve@elsewhere.test');
  const alert = page.getByRole('alert');
  await alert.getByText('Your organisation knows you, but you may not come in here.').waitFor();
  expect(await alert.textContent()).toMatch(/Request \S+/);
  await expectAccessible(page);
  await context.clearCookies(); // to the provider it is somebody else
  await signInAs(page, 'olga', 'olga@example.test');
  await page.getByRole('banner').getByText('olga').waitFor();
});

it('shows no words that a link brings along', async () => {
  const { page } = await desk.open(AT_PROVIDER);
  await page.goto('/admin/login?refused=Call+0900+12345&request=%3Cb%3Enow%3C%2Fb%3E');
  const alert = page.getByRole('alert');
  await alert.getByText('The sign-in at your organisation did not work.').waitFor();
  expect(await alert.textContent()).not.toMatch(/0900|now/);
});
