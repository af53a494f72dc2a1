import { describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { ADMIN } from '../support/app-process.js';
import { expectAccessible, expectNoSidewaysScroll } from './support/accessibility.js';
import { fillSignIn, PHONE, useDesk } from './support/desk.js';

const desk = useDesk();

/** Adds a person as an admin would, and answers the password that was shown once. */
async function addPerson(page: Page, email: string, role: RegExp): Promise<string> {
  await page.goto('/admin/users');
  await page.getByRole('link', { name: 'Add a person' }).click();
  await page.getByRole('textbox', { name: 'E-mail address' }).fill(email);
  await page.getByRole('radio', { name: role }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  const dialog = page.getByRole('dialog', { name: `${email} is added` });
  const password = await dialog.locator('code').textContent();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'I have kept it' }).click();
  await page.getByRole('cell', { name: email }).waitFor();
  return password ?? '';
}

describe('a new person', () => {
  it('chooses a password of their own first, and is offered nothing that they may not do', async () => {
    const { page } = await desk.signIn();
    const email = 'vera@example.test';
    const password = await addPerson(page, email, /^Viewer/);
    expect(password.length).toBeGreaterThanOrEqual(12);

    const { page: theirs } = await desk.open();
    await fillSignIn(theirs, { email, password });
    await theirs.getByRole('heading', { name: 'Password' }).waitFor();
    await theirs.goto('/admin/backups'); // there is nothing else for them to do
    await theirs.getByRole('heading', { name: 'Password' }).waitFor();
    await theirs.getByLabel('Present password').fill('not the one that was given');
    await theirs.locator('input[name=newPassword]').fill('vera knows four words');
    await theirs.getByLabel('New password, again').fill('vera knows four words');
    await theirs.getByRole('button', { name: 'Change the password' }).click();
    await theirs.getByRole('alert').filter({ hasText: 'That is not your present password.' }).waitFor();
    await theirs.getByLabel('Present password').fill(password);
    await theirs.locator('input[name=newPassword]').fill('vera knows four words');
    await theirs.getByLabel('New password, again').fill('vera knows four words');
    await theirs.getByRole('button', { name: 'Change the password' }).click();

    await theirs.getByRole('banner').getByText(email).waitFor();
    await theirs.goto('/admin/backups');
    await theirs.getByRole('heading', { name: 'Backups', level: 1 }).waitFor();
    for (const room of ['People', 'API keys', 'Tenants', 'Audit']) {
      expect(await theirs.getByRole('menuitem', { name: room }).count()).toBe(0);
    }
    for (const path of ['settings', 'users', 'users/create', 'backups/upload', 'sources/create', 'drills/create']) {
      await theirs.goto(`/admin/${path}`);
      await theirs.getByRole('heading', { name: 'Your role may not see this' }).waitFor();
      await theirs.getByText('Your role is “Viewer”.').waitFor();
    }
    await theirs.goto('/admin/backups');
    await theirs.getByRole('heading', { name: 'Backups', level: 1 }).waitFor();
    expect(await theirs.getByRole('button', { name: /^(create|delete|upload|restore|verify)\b/i }).count()).toBe(0);
  });

  it('is kept out, and deleted by typing who it is', async () => {
    const { page } = await desk.signIn();
    const email = 'otto@example.test';
    await addPerson(page, email, /^Operator/);
    await page.getByRole('cell', { name: email }).click();
    await page.getByRole('heading', { name: email }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Delete this person' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('button', { name: 'Delete this person' }).isDisabled()).toBe(true);
    await dialog.getByRole('textbox').fill(email);
    await dialog.getByRole('button', { name: 'Delete this person' }).click();
    await page.getByRole('heading', { name: 'People' }).waitFor();
    await page.getByRole('cell', { name: email }).waitFor({ state: 'detached' });
  });
});

it('makes an API key, shown once, that works until it is revoked', async () => {
  const { page } = await desk.signIn();
  await page.goto('/admin/api-keys');
  await page.getByRole('link', { name: 'Make an API key' }).first().click();
  await page.getByLabel('Name').fill('nightly job');
  await page.getByRole('checkbox', { name: /^See records/ }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  const dialog = page.getByRole('dialog');
  const client = desk.app.anonymous.withToken((await dialog.locator('code').textContent()) ?? '');
  expect((await client.get('/backups')).status).toBe(200);
  await dialog.getByRole('button', { name: 'I have kept it' }).click();

  await page.getByRole('button', { name: 'Revoke nightly job' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('nightly job');
  const opener = page.getByRole('button', { name: 'nightly job', exact: true, includeHidden: true });
  expect(await opener.getAttribute('aria-expanded')).toBe('false'); // what is clicked in the dialog opens no row
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('cell', { name: 'revoked' }).waitFor();
  expect((await client.get('/backups')).status).toBe(401);

  await opener.click();
  await page.getByText(`${ADMIN.email} revoked API key nightly job`).waitFor();
  await page.getByText(`${ADMIN.email} made API key nightly job, which may read`).waitFor();
  await expectAccessible(page);
});

it('shows what was done to a person and what they did, each by itself too', async () => {
  const email = 'hilda@example.test';
  const request = { email, role: 'viewer', password: ADMIN.password, mustChangePassword: false };
  const { body } = await desk.app.api.post<{ id: string }>('/users', request);
  await desk.app.anonymous.login(email, ADMIN.password);
  const { page } = await desk.signIn(undefined, { viewport: PHONE });
  await page.goto(`/admin/users/${body.id}`);
  const made = page.getByText(`${ADMIN.email} made user ${email}, as viewer`);
  const signedIn = page.getByText(`${email} signed in`);
  await made.waitFor();
  await signedIn.waitFor();
  // As it happens, without being asked.
  await desk.app.api.patch(`/users/${body.id}`, { role: 'operator' });
  await page.getByText(`${ADMIN.email} changed user ${email}: role from viewer to operator`).waitFor();
  await page.getByRole('button', { name: 'Done by them' }).click();
  await made.waitFor({ state: 'detached' });
  await signedIn.waitFor();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole('button', { name: 'Done to them' }).click();
  await made.waitFor();
  expect(await signedIn.count()).toBe(0);
});

it('sets up a second factor, which the next sign-in asks for', async () => {
  const email = 'tina@example.test';
  await desk.app.api.post('/users', { email, role: 'operator', password: ADMIN.password, mustChangePassword: false });
  const { page } = await desk.signIn({ email, password: ADMIN.password });
  await page.goto('/admin/account');
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
  const factor = page.getByRole('region', { name: 'Second factor' });
  await factor.getByLabel('Present password').fill(ADMIN.password);
  await factor.getByRole('button', { name: 'Set up an authenticator app' }).click();
  const secret = await factor.locator('code').textContent();
  const app = new TOTP({ secret: Secret.fromBase32(secret ?? '') });
  await expectAccessible(page);
  await factor.getByLabel('Code of your authenticator app').fill(app.generate());
  await factor.getByRole('button', { name: 'Confirm the code' }).click();
  await factor.getByText(/recovery codes are left/).waitFor();
  const recovery = (await factor.getByRole('listitem').first().textContent()) ?? '';

  const { page: next } = await desk.open();
  await fillSignIn(next, { email, password: ADMIN.password });
  await next.getByLabel('Code of your authenticator app').fill(recovery);
  await next.getByRole('button', { name: 'Sign in' }).click();
  await next.getByRole('banner').getByText(email).waitFor();
});

it('leads whoever needs a second factor to setting it up, and nowhere else', async () => {
  const { body } = await desk.app.api.post<{ id: string }>('/tenants', {
    slug: 'strict',
    name: 'Strict',
    plan: 'unlimited',
  });
  const email = 'nora@strict.example';
  await desk.app.api.post('/users', {
    email,
    role: 'admin',
    tenantId: body.id,
    password: ADMIN.password,
    mustChangePassword: false,
  });
  const nora = await desk.app.anonymous.login(email, ADMIN.password);
  expect((await nora.put('/settings', { requireTotp: true })).status).toBe(200);

  const { page } = await desk.open();
  await fillSignIn(page, { email, password: ADMIN.password });
  await page.getByText('A second factor is required here').waitFor();
  await page.goto('/admin/backups');
  await page.getByText('A second factor is required here').waitFor();
  const factor = page.getByRole('region', { name: 'Second factor' });
  await factor.getByRole('button', { name: 'Set up an authenticator app' }).click();
  await factor.getByLabel('Present password').fill(ADMIN.password);
  await factor.getByRole('button', { name: 'Set up an authenticator app' }).click();
  const app = new TOTP({ secret: Secret.fromBase32((await factor.locator('code').textContent()) ?? '') });
  await factor.getByLabel('Code of your authenticator app').fill(app.generate());
  await factor.getByRole('button', { name: 'Confirm the code' }).click();
  await factor.getByRole('button', { name: 'I have kept them' }).click();
  await page.getByRole('menuitem', { name: 'Backups' }).click();
  await page.getByRole('heading', { name: 'Backups', level: 1 }).waitFor();
});

it('opens a tenant from the list, with what it uses', async () => {
  await desk.app.api.post('/tenants', { slug: 'opened', name: 'Opened', plan: 'unlimited' });
  const { page } = await desk.signIn();
  await page.goto('/admin/tenants');
  await page.getByRole('cell', { name: 'Opened', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Opened' }).waitFor();
  await page.getByRole('heading', { name: 'Use' }).waitFor();
  await page.getByText('Backups', { exact: true }).first().waitFor();
});

it('suspends a tenant when somebody has said so twice', async () => {
  const { page } = await desk.signIn();
  const { body } = await desk.app.api.post<{ id: string }>('/tenants', { slug: 'late', name: 'Late', plan: 'free' });
  const isSuspended = async (): Promise<boolean> =>
    (await desk.app.api.get<{ status: string }>(`/tenants/${body.id}`)).body.status === 'suspended';
  await page.goto(`/admin/tenants/${body.id}`);
  await page.getByRole('button', { name: 'Suspend' }).click();
  const dialog = page.getByRole('dialog', { name: 'Suspend Late?' });
  await dialog.getByLabel('Reason, shown to its people').fill('Not paid.');
  expect(await isSuspended()).toBe(false);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Suspend' }).click();
  await page.getByText('Not paid.').waitFor();
  await page.getByText(`${ADMIN.email} suspended tenant Late`).waitFor();
  expect(await isSuspended()).toBe(true);
  await page.getByRole('button', { name: 'Let it make backups again' }).click();
  await page.getByRole('button', { name: 'Suspend' }).waitFor();
  expect(await isSuspended()).toBe(false);
});

it('says that a person is not there (any more), and that nobody shuts themselves out', async () => {
  const { page } = await desk.signIn();
  await page.goto('/admin/users/0199a000-0000-7000-8000-000000000000');
  await page.getByRole('heading', { name: 'This person is not here (any more)' }).waitFor();
  const { body } = await desk.app.api.get<{ id: string }>('/auth/me');
  await page.goto(`/admin/users/${body.id}`);
  await page.getByText('Nobody shuts themselves out: another admin does.').waitFor();
  expect(await page.getByRole('switch', { name: 'Access' }).isDisabled()).toBe(true);
});

it('shows a sign-in from elsewhere without being asked', async () => {
  const { page } = await desk.signIn();
  await page.goto('/admin/account');
  const rows = page.getByRole('region', { name: 'Sessions' }).getByRole('row');
  await rows.nth(1).waitFor();
  const before = await rows.count();
  await desk.app.anonymous.login(ADMIN.email, ADMIN.password);
  await rows.nth(before).waitFor();
});

it('shows what was done, by whom, and that it is as it was written', async () => {
  const { page } = await desk.signIn();
  await page.goto('/admin/audit-events');
  await page.getByText(`${ADMIN.email} signed in`).first().waitFor();
  await page.getByRole('button', { name: 'Verify the chain' }).click();
  await page.getByText(/all of them as they were written/).waitFor();
  await expectAccessible(page);
});
