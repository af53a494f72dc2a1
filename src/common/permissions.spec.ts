import { expect, it } from '@jest/globals';
import { type Role, ROLES } from './caller.js';
import { type Permission, PERMISSIONS, roleHas } from './permissions.js';

/** The table of the contract, row by row: who may. */
const TABLE: Record<Permission, Role[]> = {
  'session:own': ['viewer', 'operator', 'approver', 'admin', 'superadmin'],
  'records:read': ['viewer', 'operator', 'approver', 'admin', 'superadmin'],
  'backups:create': ['operator', 'approver', 'admin', 'superadmin'],
  'backups:download': ['operator', 'approver', 'admin', 'superadmin'],
  'restores:create': ['operator', 'approver', 'admin', 'superadmin'],
  'drills:create': ['operator', 'approver', 'admin', 'superadmin'],
  'backups:decrypt': ['admin', 'superadmin'],
  'backups:manage': ['admin', 'superadmin'],
  'restores:override': ['admin', 'superadmin'],
  'sources:manage': ['admin', 'superadmin'],
  'schedules:manage': ['admin', 'superadmin'],
  'notifications:manage': ['admin', 'superadmin'],
  'settings:manage': ['admin', 'superadmin'],
  'health:details': ['admin', 'superadmin'],
  'instance:manage': ['superadmin'],
};

it.each(Object.keys(PERMISSIONS) as Permission[])('gives %s to the roles of the contract alone', (permission) => {
  expect(ROLES.filter((role) => roleHas(role, permission))).toEqual(TABLE[permission]);
});
