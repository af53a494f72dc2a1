import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startBackstitch } from '../../scripts/lib/serve.mjs';
import { ApiClient } from '../support/api-client.js';
import { ADMIN, type AppProcess, startApp } from '../support/app-process.js';
import { runShell, type ShellResult } from '../support/documents.js';
import { addPerson } from '../support/people.js';
import { createThrowawayDatabase, queryOnce } from '../support/throwaway-database.js';

let app: AppProcess;
beforeAll(async () => {
  app = await startApp();
});
afterAll(async () => {
  await app.stop();
});

/** With the control database and nothing else: neither Redis nor the master key is needed. */
const reset = (args = '', env: Record<string, string> = { DATABASE_URL: app.database.url }): Promise<ShellResult> =>
  runShell(`npm run --silent admin:reset -- ${args}`, env);

function passwordIn({ code, stdout, stderr }: ShellResult): string {
  expect({ code, stderr }).toMatchObject({ code: 0 });
  const password = /^The password of \S+, shown this once: (\S{20})\n$/.exec(stdout)?.[1];
  if (password === undefined) throw new Error(`No password was printed: ${stdout}`);
  return password;
}

async function canSignIn(email: string, password: string): Promise<boolean> {
  const { status } = await app.anonymous.post('/auth/login', { email, password });
  return status === 200;
}

describe('admin:reset on a running instance', () => {
  it('gives the superadmin a new password, ends all its sessions and nobody else’s, and is on the record', async () => {
    const someoneElse = await addPerson(app, { role: 'operator' });
    const [one, two] = [await app.anonymous.login(ADMIN.email, ADMIN.password), app.api];
    const result = await reset();
    const password = passwordIn(result);
    expect(result.stderr).toMatch(/Sessions ended: \d+\./);
    expect([(await one.get('/auth/me')).status, (await two.get('/auth/me')).status]).toEqual([401, 401]);
    expect((await someoneElse.get('/auth/me')).status).toBe(200);
    expect(await canSignIn(ADMIN.email, ADMIN.password)).toBe(false);
    expect(await canSignIn(ADMIN.email, password)).toBe(true);
    const [audited] = await queryOnce<{ text: string }>(
      app.database.superuserUrl,
      `SELECT a::text AS text FROM audit_events a WHERE action = 'user.reset_password'`,
    );
    expect(audited?.text).toContain('admin:reset');
    expect(audited?.text).not.toContain(password);
    expect(app.process.stderr).not.toContain(password);
  });

  it('takes the second factor away', async () => {
    await queryOnce(
      app.database.superuserUrl,
      `INSERT INTO second_factors (id, "tenantId", "userId", "sealedSecret", "confirmedAt")
       SELECT gen_random_uuid(), "tenantId", id, 'lost', now() FROM users WHERE email = $1`,
      [ADMIN.email],
    );
    const result = await reset();
    expect(result.stderr).toMatch(/Its second factor was taken away\.$/m);
    expect(await canSignIn(ADMIN.email, passwordIn(result))).toBe(true);
  });

  it('opens the way again after ten failed sign-ins', async () => {
    for (let attempt = 0; attempt < 11; attempt += 1) await canSignIn(ADMIN.email, 'forgotten');
    expect(await canSignIn(ADMIN.email, 'forgotten')).toBe(false);
    expect(await canSignIn(ADMIN.email, passwordIn(await reset()))).toBe(true);
  });

  it('wants to know which one where there are several, and takes the one that is named', async () => {
    await addPerson(app, { role: 'superadmin', email: 'second@example.test' });
    const refused = await reset();
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(/several superadmins.*--email.*second@example\.test/);
    expect(await canSignIn('second@example.test', passwordIn(await reset('--email Second@example.test')))).toBe(true);
  });

  it('touches nobody who is no superadmin, and makes nobody by a slip of the hand', async () => {
    await addPerson(app, { role: 'operator', email: 'operator@example.test' });
    const operator = await reset('--email operator@example.test');
    expect(operator).toMatchObject({ code: 1, stdout: '' });
    expect(operator.stderr).toMatch(/no superadmin/);
    expect(await canSignIn('operator@example.test', 'a-password-for-tests')).toBe(true);
    const slip = await reset('--email admim@example.test');
    expect(slip).toMatchObject({ code: 1, stdout: '' });
    expect(slip.stderr).toMatch(/There is no user admim@example\.test/);
  });

  it('makes a superadmin where there is none', async () => {
    await queryOnce(app.database.superuserUrl, `DELETE FROM users WHERE role = 'superadmin'`);
    const result = await reset('', { DATABASE_URL: app.database.url, ADMIN_EMAIL: 'new@example.test' });
    const password = passwordIn(result);
    expect(result.stderr).toMatch(/There was no superadmin/);
    const client = await app.anonymous.login('new@example.test', password);
    expect((await client.get<{ role: string }>('/auth/me')).body.role).toBe('superadmin');
  });

  it('does it in a control database that was never used, too', async () => {
    const database = await createThrowawayDatabase();
    try {
      expect(passwordIn(await reset('', { DATABASE_URL: database.url }))).toHaveLength(20);
    } finally {
      await database.drop();
    }
  });

  it.each([
    ['--emial x', 2, /--emial/],
    ['--email nobody', 2, /must be an e-mail address/],
  ])('does not understand %s', async (args, code, words) => {
    const result = await reset(args);
    expect(result).toMatchObject({ code, stdout: '' });
    expect(result.stderr).toMatch(words);
  });

  it('says when the control database is not there, without its password', async () => {
    const result = await reset('', { DATABASE_URL: 'postgres://u:sekret@127.0.0.1:1/x' });
    expect(result).toMatchObject({ code: 1, stdout: '' });
    expect(result.stderr).toMatch(/cannot be reached.*ECONNREFUSED/);
    expect(result.stderr).not.toContain('sekret');
    const nowhere = await reset('', { BACKSTITCH_HOME: '/nonexistent' });
    expect(nowhere.code).toBe(1);
    expect(nowhere.stderr).toMatch(/DATABASE_URL is not set/);
  });
});

it('finds the private server of npm start, running or not, and leaves it as it was', async () => {
  const home = await mkdtemp(join(tmpdir(), 'backstitch-home-'));
  await chmod(home, 0o711); // the server, which is not root, must be able to enter
  const start = () => startBackstitch({ home, env: { ADMIN_PASSWORD: ADMIN.password, REDIS_URL: app.env.REDIS_URL } });
  let place = await start();
  try {
    const privately = () => reset('', { BACKSTITCH_HOME: home });
    const first = passwordIn(await privately());
    expect(place.postgres?.isRunning()).toBe(true);
    await new ApiClient(place.baseUrl).login(place.admin.email, first);

    await place.stop();
    const stopped = place.postgres;
    const second = passwordIn(await privately());
    expect(stopped?.isRunning()).toBe(false);
    place = await start();
    await expect(new ApiClient(place.baseUrl).login(place.admin.email, first)).rejects.toThrow('401');
    await new ApiClient(place.baseUrl).login(place.admin.email, second);
  } finally {
    await place.stop();
    await rm(home, { recursive: true, force: true });
  }
});
