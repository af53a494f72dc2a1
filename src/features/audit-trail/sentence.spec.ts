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
      'Somebody unknown was refused GET /api/v1/auth/me (UNAUTHENTICATED), 41 times',
      {
        ...{ action: 'request.refuse', actor: null, subjectType: null, outcome: 'refused' },
        data: { method: 'GET', path: '/api/v1/auth/me', code: 'UNAUTHENTICATED', count: 41 },
      },
    ],
    [
      'Somebody unknown signed in: refused (UNAUTHENTICATED)',
      { action: 'auth.login', actor: null, subjectType: null, outcome: 'refused', data: { code: 'UNAUTHENTICATED' } },
    ],
    [
      'anna@example.test changed name, tags of backup #12 of shop',
      { action: 'backup.update', data: { fields: ['name', 'tags'] } },
    ],
    // What no sentence was written for is told all the same.
    [
      'anna@example.test moon land: rocket Saturn',
      { action: 'moon.land', subjectType: 'rocket', subjectName: 'Saturn' },
    ],
    ['anna@example.test constructor: an api key', { action: 'constructor', subjectType: 'api_key', subjectName: null }],
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
  [1, '1 second'],
  [89, '89 seconds'],
  [90, '2 minutes'],
  [5_399, '90 minutes'],
  [7_200, '2 hours'],
])('%i s are %s', (seconds, words) => {
  expect(durationInWords(seconds)).toBe(words);
});
