import { describe, expect, it } from '@jest/globals';
import { durationInWords, sentenceOf, type ToldAct } from './sentence.js';

const act = (values: Partial<ToldAct>): ToldAct => ({
  ...{ action: 'backup.create', actor: 'anna@example.test', actorKind: 'user', credentialName: null, outcome: 'ok' },
  ...{ subjectType: 'backup', subjectName: '#12 of shop', data: {} },
  ...values,
});

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
