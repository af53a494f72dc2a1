import { describe, expect, it } from '@jest/globals';
import { type Role, ROLES } from '../../common/caller.js';
import { type PersonAct, refusalOf } from './people-rules.js';

const MANAGERS = ['admin', 'superadmin'] as const;
const ON_OTHERS: PersonAct[] = [
  { kind: 'change', role: 'viewer' },
  { kind: 'change', active: false },
  { kind: 'change', active: true },
  { kind: 'change', password: true },
  { kind: 'change' },
  { kind: 'end-sessions' },
  { kind: 'reset-second-factor' },
  { kind: 'delete' },
];

/** To which roles each of those who manage people may do anything at all. */
const REACHES: Record<(typeof MANAGERS)[number], readonly Role[]> = {
  admin: ['viewer', 'operator', 'approver', 'admin'],
  superadmin: ROLES,
};

describe.each(MANAGERS)('%s', (role) => {
  const actor = { userId: 'me', role, scopes: null };

  it.each(ROLES)('makes a %s only of nobody above', (wanted) => {
    const isRefused = refusalOf(actor, { kind: 'create', role: wanted }, null) !== null;
    expect(isRefused).toBe(!REACHES[role].includes(wanted));
  });

  it.each(ROLES)('gives somebody the role %s only if it is not above the own one', (wanted) => {
    const isRefused = refusalOf(actor, { kind: 'change', role: wanted }, { id: 'other', role: 'viewer' }) !== null;
    expect(isRefused).toBe(!REACHES[role].includes(wanted));
  });

  it.each(ROLES.flatMap((subject) => ON_OTHERS.map((act) => [subject, act] as const)))(
    'acts on another %s only if that one is not above: %j',
    (subject, act) => {
      const isRefused = refusalOf(actor, act, { id: 'other', role: subject }) !== null;
      expect(isRefused).toBe(!REACHES[role].includes(subject));
    },
  );

  it.each<[PersonAct, boolean]>([
    [{ kind: 'delete' }, false],
    [{ kind: 'change', role: 'viewer' }, false],
    [{ kind: 'change', role }, true],
    [{ kind: 'change', active: false }, false],
    [{ kind: 'change', active: true }, true],
    [{ kind: 'change', password: true }, false],
    [{ kind: 'change' }, true],
    [{ kind: 'end-sessions' }, true],
  ])('does to oneself %j: %j', (act, isAllowed) => {
    expect(refusalOf(actor, act, { id: 'me', role }) === null).toBe(isAllowed);
  });
});

it('lifts no admin above itself, not even oneself', () => {
  const admin = { id: 'me', role: 'admin' } as const;
  expect(
    refusalOf({ userId: 'me', role: 'admin', scopes: null }, { kind: 'change', role: 'superadmin' }, admin),
  ).not.toBeNull();
});

describe.each(MANAGERS)('an API key of a %s', (role) => {
  const key = { userId: 'me', role, scopes: ['admin'] } as const;

  it.each([
    ['viewer', true],
    ['operator', true],
    ['approver', false],
    ['admin', false],
    ['superadmin', false],
  ] as const)('makes and changes a %s: %j', (subject, isAllowed) => {
    expect(refusalOf(key, { kind: 'create', role: subject }, null) === null).toBe(isAllowed);
    const lifted = refusalOf(key, { kind: 'change', role: subject }, { id: 'other', role: 'viewer' });
    expect(lifted === null).toBe(isAllowed);
    for (const act of ON_OTHERS) {
      expect([act, refusalOf(key, act, { id: 'other', role: subject }) === null]).toEqual([act, isAllowed]);
    }
  });
});

it.each(ROLES)('lets a %s end the own sessions', (role) => {
  expect(refusalOf({ userId: 'me', role, scopes: null }, { kind: 'end-sessions' }, { id: 'me', role })).toBeNull();
});
