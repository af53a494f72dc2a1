import { describe, expect, it } from '@jest/globals';
import { type Role, type Scope, SCOPES } from '../../common/caller.js';
import { grantableScopes, type KeyDraft, limitToCreator } from './creator-limits.js';

const ADMIN = { role: 'admin' as Role, scopes: null };
const draft = (values: Partial<KeyDraft> = {}): KeyDraft => ({
  scopes: ['read'],
  expiresAt: null,
  allowedNetworks: null,
  ...values,
});
const day = (text: string): Date => new Date(`${text}T00:00:00Z`);

describe('the scopes that somebody can give', () => {
  it.each<[Role, Scope[] | null, Scope[]]>([
    ['viewer', null, ['read']],
    ['operator', null, ['read', 'backup', 'restore', 'download']],
    ['approver', null, ['read', 'backup', 'restore', 'download']],
    ['admin', null, [...SCOPES]],
    ['superadmin', null, [...SCOPES]],
    ['admin', ['read'], ['read']],
    ['admin', ['decrypt'], ['download', 'decrypt']],
    ['admin', ['admin'], [...SCOPES]],
    // A key whose person was demoted.
    ['viewer', ['admin'], ['read']],
    ['admin', [], []],
  ])('%s with the scopes %j: %j', (role, scopes, grantable) => {
    expect(grantableScopes({ role, scopes })).toEqual(grantable);
  });

  it('are all that a key can get', () => {
    expect(() =>
      limitToCreator({ role: 'operator', scopes: null }, null, draft({ scopes: ['read', 'admin'] })),
    ).toThrow(expect.objectContaining({ code: 'FORBIDDEN', message: expect.stringMatching(/yourself: admin\.$/) }));
  });
});

describe('a key that makes a key', () => {
  it.each<[Date | null, Date | null, Date | null]>([
    [null, null, null],
    [null, day('2027-01-01'), day('2027-01-01')],
    [day('2027-01-01'), null, day('2027-01-01')],
    [day('2027-01-01'), day('2026-12-31'), day('2026-12-31')],
  ])('that ends at %p gives one that asks for %p: %p', (limit, wanted, given) => {
    const maker = { expiresAt: limit, allowedNetworks: null };
    expect(limitToCreator(ADMIN, maker, draft({ expiresAt: wanted })).expiresAt).toEqual(given);
  });

  it('makes none that outlives it', () => {
    const maker = { expiresAt: day('2027-01-01'), allowedNetworks: null };
    expect(() => limitToCreator(ADMIN, maker, draft({ expiresAt: day('2027-01-02') }))).toThrow(
      expect.objectContaining({ code: 'FORBIDDEN' }),
    );
  });

  it.each<[string[] | null, string[] | null, string[] | null]>([
    [null, ['10.0.0.0/8'], ['10.0.0.0/8']],
    [['10.0.0.0/8'], null, ['10.0.0.0/8']],
    [['10.0.0.0/8'], ['10.1.0.0/16'], ['10.1.0.0/16']],
  ])('for %j gives one that asks for %j: %j', (limit, wanted, given) => {
    const maker = { expiresAt: null, allowedNetworks: limit };
    expect(limitToCreator(ADMIN, maker, draft({ allowedNetworks: wanted })).allowedNetworks).toEqual(given);
  });

  it('makes none for more networks', () => {
    const maker = { expiresAt: null, allowedNetworks: ['10.0.0.0/8'] };
    expect(() => limitToCreator(ADMIN, maker, draft({ allowedNetworks: ['0.0.0.0/0'] }))).toThrow(
      expect.objectContaining({ code: 'FORBIDDEN' }),
    );
  });
});
