import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import type { ApiClient, ProblemBody } from '../support/api-client.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { addPerson, addTenant } from '../support/people.js';
import { queryOnce } from '../support/throwaway-database.js';

const PASSWORD = 'a-password-for-tests';

let app: AppProcess;
beforeAll(async () => {
  app = await startApp();
});
afterAll(async () => {
  expect(await app.stop()).toBe(0);
});

/** What the authenticator app shows, some steps of 30 s from now. */
function codeOf(secret: string, steps = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });
}

/** Six digits that are no code of now, nor of the steps beside it. */
function wrongCodeOf(secret: string): string {
  const right = [-2, -1, 0, 1, 2].map((steps) => codeOf(secret, steps));
  return Array.from({ length: 6 }, (_, index) => String(index).repeat(6)).find((code) => !right.includes(code)) ?? '';
}

const sql = (text: string, values: unknown[] = []) => queryOnce(app.database.superuserUrl, text, values);
/** Then codes of this moment count as unused. */
const forgetSteps = () => sql('UPDATE second_factors SET "lastStep" = 0');

function signIn(email: string, otp?: string, password = PASSWORD) {
  return app.anonymous.post<ProblemBody>('/auth/login', { email, password, ...(otp === undefined ? {} : { otp }) });
}

interface Enrolled {
  client: ApiClient;
  email: string;
  secret: string;
  recoveryCodes: string[];
}

let count = 0;
async function enrolled(): Promise<Enrolled> {
  count += 1;
  const email = `person${count}@example.test`;
  const client = await addPerson(app, { role: 'operator', email });
  const { body: offer } = await client.post<{ secret: string }>('/auth/totp', { password: PASSWORD });
  const { status, body } = await client.post<{ recoveryCodes: string[] }>('/auth/totp/confirm', {
    otp: codeOf(offer.secret),
  });
  expect(status).toBe(200);
  return { client, email, secret: offer.secret, recoveryCodes: body.recoveryCodes };
}

describe('enrolling', () => {
  it('takes the password, an app that has the secret, and from then on a code with every sign-in', async () => {
    const email = 'new@example.test';
    const client = await addPerson(app, { role: 'viewer', email });
    const refused = await client.post<ProblemBody>('/auth/totp', { password: 'guess' });
    const errors = [{ field: 'password', message: 'is not the password that you have' }];
    expect([refused.status, refused.body.errors]).toEqual([400, errors]);

    const first = await client.post<{ secret: string }>('/auth/totp', { password: PASSWORD });
    const { body: offer } = await client.post<{ secret: string; otpauthUri: string }>('/auth/totp', {
      password: PASSWORD,
    });
    expect(new URL(offer.otpauthUri).searchParams.get('secret')).toBe(offer.secret);
    expect((await signIn(email)).status).toBe(200);

    const early = await client.post<ProblemBody>('/auth/totp/confirm', { otp: codeOf(first.body.secret) });
    expect([early.status, early.body.errors]).toEqual([400, [{ field: 'otp', message: 'is wrong' }]]);
    const { body } = await client.post<{ recoveryCodes: string[] }>('/auth/totp/confirm', {
      otp: codeOf(offer.secret),
    });
    expect(body.recoveryCodes).toHaveLength(10);
    expect((await client.get('/auth/totp')).body).toEqual({
      enabled: true,
      enabledAt: expect.any(String),
      recoveryCodesLeft: 10,
    });
    expect((await signIn(email)).status).toBe(401);
    expect((await client.post<ProblemBody>('/auth/totp', { password: PASSWORD })).body.code).toBe('CONFLICT');
    expect((await client.post<ProblemBody>('/auth/totp/confirm', { otp: '1' })).body.code).toBe('CONFLICT');
  });

  it('twice at the same moment leaves one secret', async () => {
    const client = await addPerson(app, { role: 'viewer' });
    const offers = await Promise.all(
      Array.from({ length: 4 }, () => client.post<{ secret: string }>('/auth/totp', { password: PASSWORD })),
    );
    expect(offers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const confirmed = [];
    for (const { body } of offers) {
      const { status } = await client.post('/auth/totp/confirm', { otp: codeOf(body.secret) });
      if (status === 200) confirmed.push(body.secret);
    }
    expect(confirmed).toHaveLength(1);
  });

  it('leaves neither the secret nor the codes to be read in the control database or the log', async () => {
    const { secret, recoveryCodes } = await enrolled();
    const rows = await queryOnce<{ text: string }>(
      app.database.superuserUrl,
      'SELECT f::text AS text FROM second_factors f UNION ALL SELECT a::text FROM audit_events a',
    );
    const kept = rows.map(({ text }) => text).join() + app.process.stderr;
    expect(kept).toContain('second_factor.enable');
    for (const told of [secret, ...recoveryCodes]) expect(kept).not.toContain(told);
  });
});

describe('a sign-in', () => {
  let person: Enrolled;
  beforeAll(async () => {
    person = await enrolled();
  });
  beforeEach(async () => {
    await forgetSteps();
    await sql('DELETE FROM login_attempts');
  });

  it('says that a code is needed only to whom has the password', async () => {
    const { status, body } = await signIn(person.email);
    expect([status, body.code, body.errors]).toEqual([
      401,
      'UNAUTHENTICATED',
      [{ field: 'otp', message: 'is needed' }],
    ]);
    expect(body.hint).toMatch(/authenticator app/);
    const guess = await signIn(person.email, undefined, 'guess');
    const stranger = await signIn('nobody@example.test', undefined, 'guess');
    expect(guess.body.errors).toBeUndefined();
    expect(guess.body.detail).toBe(stranger.body.detail);
    // A right code does not help.
    expect((await signIn(person.email, codeOf(person.secret), 'guess')).body.errors).toBeUndefined();
    expect((await signIn(person.email, codeOf(person.secret))).status).toBe(200);
  });

  it('takes a code once, also of two at the same moment, and none before it', async () => {
    const code = codeOf(person.secret);
    const statuses = await Promise.all(
      Array.from({ length: 4 }, async () => (await signIn(person.email, code)).status),
    );
    expect(statuses.sort()).toEqual([200, 401, 401, 401]);
    expect((await signIn(person.email, code)).body.errors).toEqual([
      { field: 'otp', message: 'is wrong, or was used before' },
    ]);
    await forgetSteps();
    expect((await signIn(person.email, codeOf(person.secret, 1))).status).toBe(200);
    expect((await signIn(person.email, codeOf(person.secret))).status).toBe(401);
  });

  it('goes by the clock of the control database: no code of long ago or of tomorrow', async () => {
    for (const steps of [-2880, -3, 3, 2880]) {
      expect((await signIn(person.email, codeOf(person.secret, steps))).status).toBe(401);
    }
  });

  it('takes each recovery code once, however it is typed, also of two at the same moment', async () => {
    const [one = '', two = ''] = person.recoveryCodes;
    const statuses = await Promise.all([one, one].map(async (code) => (await signIn(person.email, code)).status));
    expect(statuses.sort()).toEqual([200, 401]);
    expect((await signIn(person.email, ` ${two.toUpperCase().replaceAll('-', ' ')}`)).status).toBe(200);
    const { body } = await person.client.get<{ recoveryCodesLeft: number }>('/auth/totp');
    expect(body.recoveryCodesLeft).toBe(8);
  });

  it('closes after ten wrong codes, wherever they come from and even for the right one', async () => {
    for (let guess = 0; guess < 10; guess += 1) {
      expect((await signIn(person.email, wrongCodeOf(person.secret))).status).toBe(401);
      await sql('DELETE FROM login_attempts'); // as from another address each
    }
    const { status, headers } = await signIn(person.email, codeOf(person.secret));
    expect(status).toBe(429);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(3_500);
    await sql('DELETE FROM login_attempts');
    expect((await signIn(person.email, undefined, 'guess')).status).toBe(401);
    await sql(`UPDATE second_factors SET "failingSince" = now() - interval '61 minutes'`);
    expect((await signIn(person.email, codeOf(person.secret))).status).toBe(200);
  });

  it('is on the record with what it was shown by', async () => {
    const [row] = await queryOnce<{ data: object }>(
      app.database.superuserUrl,
      `SELECT data FROM audit_events WHERE action = 'auth.login' AND actor = $1 AND data ->> 'secondFactor' = 'recovery code'`,
      [person.email],
    );
    expect(row?.data).toEqual({ by: 'password', secondFactor: 'recovery code' });
  });
});

describe('giving it up', () => {
  it('takes the password and a code; new recovery codes do too, and end the old ones', async () => {
    const { client, email, secret, recoveryCodes } = await enrolled();
    const [old = ''] = recoveryCodes;
    await forgetSteps();
    const both = () => ({ password: PASSWORD, otp: codeOf(secret) });
    expect((await client.post('/auth/totp/disable', { ...both(), password: 'guess' })).status).toBe(400);
    expect((await client.post('/auth/totp/disable', { ...both(), otp: wrongCodeOf(secret) })).status).toBe(401);
    const { body } = await client.post<{ recoveryCodes: string[] }>('/auth/totp/recovery-codes', both());
    expect(body.recoveryCodes).toHaveLength(10);
    expect((await signIn(email, old)).status).toBe(401);
    await forgetSteps();
    const given = await client.post('/auth/totp/disable', both());
    expect(given).toMatchObject({ status: 200, body: { enabled: false, recoveryCodesLeft: 0 } });
    expect((await signIn(email)).status).toBe(200);
    expect((await client.post<ProblemBody>('/auth/totp/disable', both())).body.code).toBe('CONFLICT');
  });
});

describe('taking it away from somebody who lost it', () => {
  it('is an admin’s, of their own tenant, never above them and never their own; and it is on the record', async () => {
    const { email } = await enrolled();
    const idOf = async (who: ApiClient) => (await who.get<{ id: string }>('/auth/me')).body.id;
    const [row] = await queryOnce<{ id: string }>(app.database.superuserUrl, 'SELECT id FROM users WHERE email = $1', [
      email,
    ]);
    const person = `/users/${row?.id ?? ''}`;
    const way = `${person}/totp`;
    const admin = await addPerson(app, { role: 'admin' });
    const stranger = await addPerson(app, { role: 'admin', tenantId: await addTenant(app) });
    const approver = await addPerson(app, { role: 'approver' });

    expect((await approver.delete<ProblemBody>(way)).body.code).toBe('FORBIDDEN');
    expect((await stranger.delete<ProblemBody>(way)).body.code).toBe('NOT_FOUND');
    expect((await admin.delete<ProblemBody>(`/users/${await idOf(app.api)}/totp`)).body.code).toBe('FORBIDDEN');
    expect((await admin.delete<ProblemBody>(`/users/${await idOf(admin)}/totp`)).body.code).toBe('FORBIDDEN');
    expect((await signIn(email)).status).toBe(401);
    const hasOne = async () => (await admin.get<{ hasSecondFactor: boolean }>(person)).body.hasSecondFactor;
    expect(await hasOne()).toBe(true);

    expect(await admin.delete(way)).toMatchObject({ status: 200, body: { removed: true } });
    expect(await hasOne()).toBe(false);
    expect(await admin.delete(way)).toMatchObject({ status: 200, body: { removed: false } });
    expect((await signIn(email)).status).toBe(200);
    const trail = await queryOnce<{ data: object }>(
      app.database.superuserUrl,
      `SELECT data FROM audit_events WHERE action = 'second_factor.reset' AND "subjectId" = $1 ORDER BY at`,
      [row?.id],
    );
    expect(trail.map(({ data }) => data)).toEqual([
      { email, removed: true },
      { email, removed: false },
    ]);
  });
});

describe('a second factor that a tenant requires', () => {
  const PROBLEM = { status: 403, body: { code: 'FORBIDDEN', hint: expect.stringContaining('/auth/totp') } };
  const enrol = async (client: ApiClient): Promise<string> => {
    const { secret } = (await client.post<{ secret: string }>('/auth/totp', { password: PASSWORD })).body;
    expect((await client.post('/auth/totp/confirm', { otp: codeOf(secret) })).status).toBe(200);
    return secret;
  };

  it('keeps whoever has none from all but setting one up; keys go on, and other tenants', async () => {
    const [tenantId, other] = [await addTenant(app), await addTenant(app)];
    const admin = await addPerson(app, { role: 'admin', tenantId });
    const email = 'asked@example.test';
    const viewer = await addPerson(app, { role: 'viewer', tenantId, email });
    const stranger = await addPerson(app, { role: 'viewer', tenantId: other });
    const { key } = (await admin.post<{ key: string }>('/api-keys', { name: 'program', scopes: ['read'] })).body;
    expect((await admin.put('/settings', { requireTotp: true })).status).toBe(200);

    for (const client of [viewer, admin]) {
      expect(await client.get('/sources')).toMatchObject(PROBLEM);
      expect(await client.get('/settings')).toMatchObject(PROBLEM);
      expect((await client.get('/auth/me')).body).toMatchObject({ mustSetUpSecondFactor: true });
      expect((await client.get('/sessions')).status).toBe(200);
      expect((await client.get('/auth/totp')).status).toBe(200);
    }
    expect(await admin.put('/settings', { requireTotp: false })).toMatchObject(PROBLEM);
    expect(await admin.post('/api-keys', { name: 'way round', scopes: ['read'] })).toMatchObject(PROBLEM);
    expect((await app.anonymous.withToken(key).get('/sources')).status).toBe(200);
    expect((await stranger.get('/sources')).status).toBe(200);
    expect(await signIn(email)).toMatchObject({ status: 200, body: { user: { mustSetUpSecondFactor: true } } });

    const secret = await enrol(viewer);
    expect((await viewer.get('/sources')).status).toBe(200);
    await forgetSteps();
    const signedIn = await signIn(email, codeOf(secret));
    expect(signedIn).toMatchObject({ status: 200, body: { user: { mustSetUpSecondFactor: false } } });
    await forgetSteps();
    await viewer.post('/auth/totp/disable', { password: PASSWORD, otp: codeOf(secret) });
    expect(await viewer.get('/sources')).toMatchObject(PROBLEM);

    await enrol(admin);
    expect((await admin.put('/settings', { requireTotp: false })).status).toBe(200);
    expect((await viewer.get('/sources')).status).toBe(200);
  });

  it('of superadmins is that of the tenant default, which is theirs to say', async () => {
    const admin = await addPerson(app, { role: 'admin' });
    expect(await admin.put('/settings', { requireTotp: true })).toMatchObject({
      status: 403,
      body: { code: 'FORBIDDEN' },
    });
    const superadmin = await addPerson(app, { role: 'superadmin' });
    expect((await superadmin.put('/settings', { requireTotp: true })).status).toBe(200);
    try {
      expect(await superadmin.get('/tenants')).toMatchObject(PROBLEM);
      await enrol(superadmin);
      expect((await superadmin.get('/tenants')).status).toBe(200);
    } finally {
      await sql(`UPDATE settings SET "values" = "values" - 'requireTotp'`);
    }
  });

  it('is the provider’s to ask for of whoever signed in there', async () => {
    const tenantId = await addTenant(app);
    const client = await addPerson(app, { role: 'admin', tenantId });
    expect((await client.put('/settings', { requireTotp: true })).status).toBe(200);
    expect(await client.get('/sources')).toMatchObject(PROBLEM);
    await sql('UPDATE sessions SET "byProvider" = true WHERE "tenantId" = $1', [tenantId]);
    expect((await client.get('/sources')).status).toBe(200);
  });
});
