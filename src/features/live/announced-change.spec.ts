import { expect, it } from '@jest/globals';
import { type Caller, systemCaller } from '../../common/caller.js';
import { type AnnouncedChange, concerns, maySee, readAnnouncement } from './announced-change.js';

const CHANGE: AnnouncedChange = {
  type: 'backups',
  id: 'b',
  tenantId: 'ours',
  sourceId: 's',
  userId: null,
  status: 'completed',
  action: 'changed',
};

function caller(given: Partial<Caller>): Caller {
  return { ...systemCaller('someone', 'ours'), kind: 'user', role: 'viewer', seesAllTenants: false, ...given };
}

it('is read as it was announced', () => {
  expect(readAnnouncement(JSON.stringify(CHANGE))).toEqual(CHANGE);
  expect(
    readAnnouncement(JSON.stringify({ type: 'audit-events', id: 'e', tenantId: null, action: 'created' })),
  ).toEqual({
    ...{ type: 'audit-events', id: 'e', tenantId: null, action: 'created' },
    ...{ sourceId: null, userId: null, status: null },
  });
});

it.each([
  '',
  'x',
  'null',
  '[]',
  '"backups"',
  '{}',
  '{"type":"backups"}',
  '{"type":"passwords","id":"b","action":"changed"}',
])('is nothing where somebody announced %s', (payload) => {
  expect(readAnnouncement(payload)).toBeNull();
});

it.each([
  ['a viewer’s, of their tenant', {}, {}, true],
  ['nobody’s of another tenant', {}, { tenantId: 'theirs' }, false],
  ['nobody’s of no tenant', { role: 'admin' }, { type: 'audit-events', tenantId: null }, false],
  ['a superadmin’s, of any tenant', { role: 'superadmin', seesAllTenants: true }, { tenantId: 'theirs' }, true],
  ['an admin’s, of people', { role: 'admin' }, { type: 'users' }, true],
  ['no viewer’s, of people', {}, { type: 'users' }, false],
  ['no viewer’s, of API keys', {}, { type: 'api-keys' }, false],
  ['no viewer’s, of the audit trail', {}, { type: 'audit-events' }, false],
  ['no key’s without the scope', { role: 'admin', scopes: ['backup'] }, {}, false],
  ['whose session it is', { userId: 'u' }, { type: 'sessions', userId: 'u' }, true],
  ['no other viewer’s, of a session', { userId: 'u' }, { type: 'sessions', userId: 'v' }, false],
  ['no viewer’s, of a session of nobody knows whom', { userId: 'u' }, { type: 'sessions' }, false],
  ['an admin’s, of a session', { role: 'admin', userId: 'u' }, { type: 'sessions', userId: 'v' }, true],
  [
    'no admin’s, of a session elsewhere',
    { role: 'admin' },
    { type: 'sessions', userId: 'v', tenantId: 'theirs' },
    false,
  ],
  [
    'no key’s, of a session',
    { scopes: ['admin'], role: 'admin', userId: 'u' },
    { type: 'sessions', userId: 'u' },
    false,
  ],
] as const)('is for the eyes of %s: %j %j', (_, who, what, isSeen) => {
  expect(maySee(caller(who), { ...CHANGE, ...what })).toBe(isSeen);
});

it('concerns whoever’s session, key or account it is', () => {
  const someone = caller({ credentialId: 'c', userId: 'u' });
  const own = (type: AnnouncedChange['type'], id: string): boolean => concerns(someone, { ...CHANGE, type, id });
  expect([own('sessions', 'c'), own('api-keys', 'c'), own('users', 'u')]).toEqual([true, true, true]);
  expect([own('sessions', 'u'), own('users', 'c'), own('backups', 'c')]).toEqual([false, false, false]);
});
