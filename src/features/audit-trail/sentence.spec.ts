import { describe, expect, it } from '@jest/globals';
import { durationInWords, sentenceOf, type ToldAct } from './sentence.js';

const act = (values: Partial<ToldAct>): ToldAct => ({
  ...{ action: 'backup.create', actor: 'anna@example.test', actorKind: 'user', credentialName: null, outcome: 'ok' },
  ...{ subjectType: 'backup', subjectName: '#12 of shop', data: {} },
  ...values,
});

const root = (values: Partial<ToldAct>): Partial<ToldAct> => ({ actor: 'root@example.test', ...values });
const person = (values: Partial<ToldAct>): Partial<ToldAct> =>
  root({ action: 'user.update', subjectType: 'user', subjectName: 'bob@example.test', ...values });
const tenant = (values: Partial<ToldAct>): Partial<ToldAct> =>
  root({ action: 'tenant.update', subjectType: 'tenant', subjectName: 'Acme', ...values });
const key = (values: Partial<ToldAct>): Partial<ToldAct> =>
  root({ action: 'api_key.create', subjectType: 'api_key', subjectName: 'ci', ...values });

describe('an act', () => {
  it.each<[string, Partial<ToldAct>]>([
    ['anna@example.test asked for backup #12 of shop', {}],
    ['anna@example.test (API key "ci") asked for backup #12 of shop', { actorKind: 'api-key', credentialName: 'ci' }],
    ['anna@example.test asked for a backup', { subjectName: null }],
    [
      'anna@example.test downloaded shop.dump of backup #12 of shop, in clear',
      { action: 'backup.download', data: { fileName: 'shop.dump', decrypt: true } },
    ],
    [
      'anna@example.test asked for restore #3 of backup #12 of shop with swap, without a safety backup (the disk is dying)',
      {
        ...{ action: 'restore.create', subjectType: 'restore', subjectName: '#3 of backup #12 of shop with swap' },
        data: { skipSafetyBackup: true, reason: 'the disk is dying' },
      },
    ],
    [
      'anna@example.test restored backup #12 of shop with swap, 3 minutes, completed',
      {
        ...{
          action: 'restore.end',
          actor: 'worker',
          subjectType: 'restore',
          subjectName: '#3 of backup #12 of shop with swap',
        },
        data: { state: 'completed', requestedBy: 'anna@example.test', seconds: 181.2 },
      },
    ],
    [
      'anna@example.test made backup #12 of shop, 12 seconds, failed (DUMP_FAILED)',
      {
        ...{ action: 'backup.end', actor: 'worker', outcome: 'failed' },
        data: { state: 'failed', requestedBy: 'anna@example.test', seconds: 12, code: 'DUMP_FAILED' },
      },
    ],
    [
      'Somebody unknown was not signed in for: GET /api/v1/auth/me, 41 times',
      {
        ...{ action: 'request.refuse', actor: null, subjectType: null, outcome: 'refused' },
        data: { method: 'GET', path: '/api/v1/auth/me', code: 'UNAUTHENTICATED', count: 41 },
      },
    ],
    [
      'anna@example.test asked for what is not there: GET /api/v1/backups/018f',
      {
        ...{ action: 'request.refuse', subjectType: null, outcome: 'refused' },
        data: { method: 'GET', path: '/api/v1/backups/018f', code: 'NOT_FOUND' },
      },
    ],
    [
      'anna@example.test was refused POST /api/v1/backups (CONFLICT)',
      {
        ...{ action: 'request.refuse', subjectType: null, outcome: 'refused' },
        data: { method: 'POST', path: '/api/v1/backups', code: 'CONFLICT' },
      },
    ],
    [
      'Somebody unknown tried to sign in: refused',
      { action: 'auth.login', actor: null, subjectType: null, outcome: 'refused', data: { code: 'UNAUTHENTICATED' } },
    ],
    [
      'Somebody unknown tried to sign in: refused (RATE_LIMITED), 3 times',
      {
        ...{ action: 'auth.login', actor: null, subjectType: null, outcome: 'refused' },
        data: { code: 'RATE_LIMITED', count: 3 },
      },
    ],
    [
      'anna@example.test tried to change their password: refused',
      { action: 'auth.change_password', subjectType: 'user', outcome: 'refused' },
    ],
    [
      'Somebody unknown came with API key ci, which was refused',
      { action: 'api_key.refuse', actor: null, subjectType: 'api_key', subjectName: 'ci', outcome: 'refused' },
    ],
    [
      'anna@example.test pinned backup #12 of shop',
      { action: 'backup.update', data: { fields: ['pinned'], pinned: true } },
    ],
    [
      'anna@example.test unpinned backup #12 of shop',
      { action: 'backup.update', data: { fields: ['pinned'], pinned: false } },
    ],
    [
      'anna@example.test changed whether backup #12 of shop is pinned',
      { action: 'backup.update', data: { fields: ['pinned'] } },
    ],
    [
      'root@example.test made user bob@example.test, as viewer',
      person({ action: 'user.create', data: { email: 'bob@example.test', role: 'viewer' } }),
    ],
    [
      'root@example.test changed user bob@example.test: role from viewer to operator, name from none to Bob, 2 sessions ended',
      person({
        data: {
          email: 'bob@example.test',
          changes: { role: { from: 'viewer', to: 'operator' }, name: { from: null, to: 'Bob' } },
          endedSessions: 2,
        },
      }),
    ],
    [
      'root@example.test changed user bob@example.test: must choose a password of their own, kept out, a new password, 1 session ended',
      person({
        data: {
          ...{ changes: { mustChangePassword: { from: false, to: true } }, active: false, password: 'set' },
          endedSessions: 1,
        },
      }),
    ],
    [
      'root@example.test changed user bob@example.test: address from a@example.test to b@example.test, allowed in again',
      person({ data: { changes: { email: { from: 'a@example.test', to: 'b@example.test' } }, active: true } }),
    ],
    ['root@example.test changed user bob@example.test', person({ data: { email: 'bob@example.test' } })],
    [
      'root@example.test ended a session of bob@example.test',
      person({
        ...{ action: 'session.revoke', subjectType: 'session', subjectName: null },
        data: { userId: 'x', email: 'bob@example.test' },
      }),
    ],
    ['root@example.test ended a session', person({ action: 'session.revoke', subjectType: 'session' })],
    [
      'root@example.test made tenant Acme with the plan pro',
      tenant({ action: 'tenant.create', data: { plan: 'pro' } }),
    ],
    [
      'root@example.test changed plan, own limits of tenant Acme: the plan is team',
      tenant({ data: { fields: ['plan', 'ownLimits'], plan: 'team', status: 'suspended' } }),
    ],
    [
      'root@example.test suspended tenant Acme',
      tenant({ data: { fields: ['suspended', 'suspendedReason'], plan: 'team', status: 'suspended' } }),
    ],
    [
      'root@example.test lifted the suspension and changed name of tenant Acme',
      tenant({ data: { fields: ['suspended', 'name'], plan: 'team', status: 'expired' } }),
    ],
    [
      'root@example.test changed suspended reason of tenant Acme',
      tenant({ data: { fields: ['suspendedReason'], plan: 'team', status: 'suspended' } }),
    ],
    ['root@example.test changed tenant Acme', tenant({})],
    [
      'root@example.test made API key ci, which may read, backup, until 2027-01-31',
      key({ data: { name: 'ci', scopes: ['read', 'backup'], expiresAt: '2027-01-31T00:00:00.000Z' } }),
    ],
    ['root@example.test made API key ci, which may read', key({ data: { scopes: ['read'], expiresAt: null } })],
    ['root@example.test made API key ci', key({})],
    [
      'root@example.test revoked API key ci, with the key that had made it',
      key({ action: 'api_key.revoke', data: { madeByKeyId: 'x' } }),
    ],
    [
      'root@example.test revoked API key ci, with user bob@example.test',
      key({ action: 'api_key.revoke', data: { deletedUser: 'bob@example.test' } }),
    ],
    ['root@example.test revoked API key ci', key({ action: 'api_key.revoke' })],
    [
      'anna@example.test changed the setting “approval required”',
      { action: 'settings.update', subjectType: 'tenant', data: { fields: ['approvalRequired'] } },
    ],
    [
      'anna@example.test changed the settings “keep daily”, “max backups”',
      { action: 'settings.update', subjectType: 'tenant', data: { fields: ['keep.daily', 'maxBackups'] } },
    ],
    [
      'The retention of source shop ran by itself, less than a second, completed',
      {
        ...{ action: 'retention.end', actor: 'worker', subjectType: 'retention_run', subjectName: 'shop' },
        data: { state: 'completed', requestedBy: 'retention', seconds: 0 },
      },
    ],
    [
      'anna@example.test ran the retention of source shop, 12 seconds, completed',
      {
        ...{ action: 'retention.end', actor: 'worker', subjectType: 'retention_run', subjectName: 'shop' },
        data: { state: 'completed', requestedBy: 'anna@example.test', seconds: 12 },
      },
    ],
    [
      'anna@example.test changed name, tags of backup #12 of shop',
      { action: 'backup.update', data: { fields: ['name', 'tags'] } },
    ],
    [
      'anna@example.test changed app version of source shop',
      { action: 'source.update', subjectType: 'source', subjectName: 'shop', data: { fields: ['appVersion'] } },
    ],
    // What no sentence was written for is told all the same.
    [
      'anna@example.test moon land: rocket Saturn',
      { action: 'moon.land', subjectType: 'rocket', subjectName: 'Saturn' },
    ],
    ['anna@example.test constructor: an API key', { action: 'constructor', subjectType: 'api_key', subjectName: null }],
  ])('reads "%s"', (sentence, values) => {
    expect(sentenceOf(act(values))).toBe(sentence);
  });

  it('is never a sentence with holes, whatever an old event lacks', () => {
    for (const action of ['backup.download', 'restore.update', 'restore.end', 'settings.update', 'backup.verify']) {
      expect(sentenceOf(act({ action, subjectType: null, subjectName: null }))).not.toMatch(
        /undefined|null|NaN|\[object/,
      );
    }
  });
});

it.each([
  [0.2, 'less than a second'],
  [1, '1 second'],
  [89, '89 seconds'],
  [90, '2 minutes'],
  [5_399, '90 minutes'],
  [7_200, '2 hours'],
])('%i s are %s', (seconds, words) => {
  expect(durationInWords(seconds)).toBe(words);
});
