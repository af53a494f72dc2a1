import { expect, it } from '@jest/globals';
import { type Role, ROLES, type Scope, SCOPES } from './caller.js';
import { type Permission, PERMISSIONS, roleHas, scopesHave } from './permissions.js';

/** The table of the contract, row by row: who may. */
const TABLE: Record<Permission, Role[]> = {
  'session:own': ['viewer', 'operator', 'approver', 'admin', 'superadmin'],
  'records:read': ['viewer', 'operator', 'approver', 'admin', 'superadmin'],
  'account:manage': ['viewer', 'operator', 'approver', 'admin', 'superadmin'],
  'backups:create': ['operator', 'approver', 'admin', 'superadmin'],
  'backups:download': ['operator', 'approver', 'admin', 'superadmin'],
  'restores:plan': ['viewer', 'operator', 'approver', 'admin', 'superadmin'],
  'restores:create': ['operator', 'approver', 'admin', 'superadmin'],
  'drills:create': ['operator', 'approver', 'admin', 'superadmin'],
  'restores:approve': ['approver', 'admin', 'superadmin'],
  'backups:decrypt': ['admin', 'superadmin'],
  'backups:manage': ['admin', 'superadmin'],
  'restores:override': ['admin', 'superadmin'],
  'sources:manage': ['admin', 'superadmin'],
  'schedules:manage': ['admin', 'superadmin'],
  'notifications:manage': ['admin', 'superadmin'],
  'settings:manage': ['admin', 'superadmin'],
  'people:manage': ['admin', 'superadmin'],
  'safeguards:manage': ['admin', 'superadmin'],
  'keys:manage': ['admin', 'superadmin'],
  'audit:read': ['admin', 'superadmin'],
  'health:details': ['admin', 'superadmin'],
  'tenants:manage': ['superadmin'],
  'instance:manage': ['superadmin'],
};

it.each(Object.keys(PERMISSIONS) as Permission[])('gives %s to the roles of the contract alone', (permission) => {
  expect(ROLES.filter((role) => roleHas(role, permission))).toEqual(TABLE[permission]);
});

/** What a key with one scope may, as far as its owner's role has it. */
const OF_SCOPES: Record<Scope, Permission[]> = {
  read: ['session:own', 'records:read', 'restores:plan', 'audit:read', 'health:details'],
  backup: ['session:own', 'backups:create', 'drills:create'],
  restore: ['session:own', 'restores:plan', 'restores:create'],
  download: ['session:own', 'backups:download'],
  decrypt: ['session:own', 'backups:download', 'backups:decrypt'],
  admin: (Object.keys(PERMISSIONS) as Permission[]).filter(
    (each) => !['account:manage', 'restores:approve', 'safeguards:manage'].includes(each),
  ),
};

it.each(SCOPES)('gives keys with the scope %s what belongs to it, and never what only a person may', (scope) => {
  const permissions = Object.keys(PERMISSIONS) as Permission[];
  expect(permissions.filter((permission) => scopesHave([scope], permission)).sort()).toEqual(
    [...OF_SCOPES[scope]].sort(),
  );
});

it('gives a key without scopes what needs none', () => {
  const permissions = Object.keys(PERMISSIONS) as Permission[];
  expect(permissions.filter((permission) => scopesHave([], permission))).toEqual(['session:own']);
});
