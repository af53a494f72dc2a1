import { describe, expect, it } from '@jest/globals';
import type { OidcSettings } from '../../config/oidc-settings.js';
import type { OidcClaims } from '../../platform/oidc/oidc-provider.js';
import { personOf } from './oidc-person.js';

const SETTINGS: OidcSettings = {
  issuer: 'https://id.example.com',
  clientId: 'backstitch',
  scopes: ['openid', 'email'],
  allowedDomains: [],
  roleClaim: 'groups',
  roles: Object.assign(Object.create(null) as OidcSettings['roles'], { ops: 'operator', dba: 'admin' } as const),
  provision: { tenant: 'default', role: 'viewer' },
  superadmins: false,
  trustedHosts: [],
};
const CLAIMS: OidcClaims = {
  iss: 'https://id.example.com',
  sub: 'u-1',
  email: 'Ada@Example.com ',
  email_verified: true,
  name: 'Ada',
};
const person = (claims: object, settings: Partial<OidcSettings> = {}) =>
  personOf({ ...CLAIMS, ...claims }, { ...SETTINGS, ...settings });

it('is who the provider says, by a verified address', () => {
  expect(person({})).toEqual({
    issuer: 'https://id.example.com',
    subject: 'u-1',
    email: 'ada@example.com',
    name: 'Ada',
    role: null,
  });
});

it.each([
  { email: undefined },
  { email: 7 },
  { email: 'nobody' },
  { email: `${'x'.repeat(250)}@example.com` },
  { email_verified: undefined },
  { email_verified: false },
  { email_verified: 'true' },
])('is nobody with %j', (claims) => {
  expect(() => person(claims)).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
});

describe('with allowedDomains', () => {
  const allowedDomains = ['example.com'];

  it('is somebody of them', () => {
    expect(person({}, { allowedDomains }).email).toBe('ada@example.com');
  });

  it.each(['ada@evil.example', 'ada@sub.example.com', 'ada@notexample.com', 'ada@example.com.evil.example'])(
    'is not %s',
    (email) => {
      expect(() => person({ email }, { allowedDomains })).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
    },
  );
});

describe('a role', () => {
  it.each([
    [{ groups: 'ops' }, 'operator'],
    [{ groups: ['x', 'ops', 'dba'] }, 'admin'],
    [{ groups: ['superadmin', 'admin'] }, null],
    [{ groups: ['constructor', '__proto__', 7, null] }, null],
    [{ groups: { ops: true } }, null],
    [{}, null],
  ])('of %j is %j', (claims, role) => {
    expect(person(claims).role).toBe(role);
  });

  it('may stand deeper in the claims', () => {
    const settings = { roleClaim: 'realm_access.roles' };
    expect(person({ realm_access: { roles: ['dba'] } }, settings).role).toBe('admin');
    expect(person({ 'realm_access.roles': 'ops' }, settings).role).toBe('operator');
    expect(person({ realm_access: 'dba' }, settings).role).toBeNull();
  });

  it('is not asked of a provider that does not say', () => {
    expect(person({ groups: ['dba'] }, { roleClaim: null }).role).toBeNull();
  });
});
