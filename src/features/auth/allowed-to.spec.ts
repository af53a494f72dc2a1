import { expect, it } from '@jest/globals';
import { type Caller, systemCaller } from '../../common/caller.js';
import { allowedTo, isMissingFor } from './allowed-to.js';

function caller(given: Partial<Caller>): Caller {
  return { ...systemCaller('someone', 'a-tenant'), kind: 'user', ...given };
}

it('names what a role may, and nothing above it', () => {
  expect(allowedTo(caller({ role: 'viewer' }))).toEqual([
    'session:own',
    'account:manage',
    'records:read',
    'restores:plan',
  ]);
  const operator = allowedTo(caller({ role: 'operator' }));
  expect(operator).toEqual(expect.arrayContaining(['backups:create', 'restores:create', 'drills:create']));
  expect(operator).not.toContain('restores:approve');
  expect(allowedTo(caller({ role: 'superadmin' }))).toContain('instance:manage');
});

it('takes away what an API key lacks the scopes for, and what only a person may', () => {
  const key = (scopes: Caller['scopes']) => allowedTo(caller({ kind: 'api-key', role: 'admin', scopes }));
  expect(key(['backup'])).toEqual(['session:own', 'backups:create', 'drills:create']);
  expect(key(['admin'])).not.toContain('restores:approve');
  expect(key(['admin'])).not.toContain('tenants:manage');
});

it.each([
  ['password', { mustChangePassword: true }],
  ['password', { mustChangePassword: true, mustSetUpSecondFactor: true }],
  ['second factor', { mustSetUpSecondFactor: true }],
] as const)('leaves somebody who lacks a %s of their own only what leads to one: %j', (missing, lacks) => {
  const newcomer = caller({ role: 'admin', ...lacks });
  expect(allowedTo(newcomer)).toEqual(['session:own', 'account:manage']);
  expect(isMissingFor(newcomer, 'records:read')).toBe(missing);
  expect(isMissingFor(caller({ role: 'admin', mustChangePassword: false }), 'records:read')).toBeNull();
});
