import { v7 as uuidV7 } from 'uuid';
import { type Role, ROLES, type Scope, SCOPES } from '../../../src/common/caller.js';
import type { ApiClient } from '../api-client.js';
import type { AppProcess } from '../app-process.js';
import { addPerson } from '../people.js';
import { queryOnce } from '../throwaway-database.js';
import type { Row } from './table.js';

export interface Caller {
  name: string;
  client: ApiClient;
  /** null: nobody is recognised. */
  role: Role | null;
  /** Of an API key; null: a person. */
  scopes: readonly Scope[] | null;
  /** Of another tenant than the records. */
  isForeign: boolean;
  /** Somebody like that, whom nothing else is asked of. */
  anew: () => Promise<ApiClient>;
}

export interface Callers {
  nobody: Caller[];
  people: Caller[];
  keys: Caller[];
  foreign: Caller[];
}

const PASSWORD = 'a-password-for-tests';
const HOLDS: Partial<Record<Scope, readonly Scope[]>> = {
  decrypt: ['download'],
  admin: ['read', 'backup', 'restore', 'download', 'decrypt'],
};

/** What the table says for a caller. */
export function expectedStatus({ role, scopes, isForeign }: Caller, row: Row, hasId: boolean): number {
  const [least, scope, answer] = row;
  if (least === 'anybody') return answer;
  if (role === null) return 401;
  const hasRole = ROLES.indexOf(role) >= ROLES.indexOf(least);
  const hasScope =
    scopes === null ||
    scope === 'any' ||
    (scope !== 'person' &&
      [scope].flat().some((wanted) => scopes.some((one) => one === wanted || HOLDS[one]?.includes(wanted))));
  if (!hasRole || !hasScope) return 403;
  return isForeign && hasId ? 404 : answer;
}

/** Every kind of caller of the records of a tenant. */
export async function makeCallers(app: AppProcess, ours: string, theirs: string): Promise<Callers> {
  const admin = await person(app, 'admin', ours);
  const superadmin: Caller = {
    ...known('superadmin', app.api, 'superadmin'),
    anew: () => addPerson(app, { role: 'superadmin' }),
  };
  const stranger = { ...(await person(app, 'admin', theirs)), name: 'a foreign admin', isForeign: true };
  const demoted = await person(app, 'admin', ours);
  const keyOfDemoted = await key(app, demoted, SCOPES, 'a key with all scopes of whom is viewer now');
  await queryOnce(app.database.superuserUrl, `UPDATE users SET role = 'viewer' WHERE email = $1`, [demoted.name]);
  return {
    nobody: await nobodies(app, admin),
    people: [
      ...(await Promise.all((['viewer', 'operator', 'approver'] as const).map((role) => person(app, role, ours)))),
      admin,
      superadmin,
    ],
    keys: [
      ...(await Promise.all(SCOPES.map((scope) => key(app, admin, [scope])))),
      await key(app, superadmin, ['read'], 'a superadmin’s key to read'),
      await key(app, superadmin, ['admin'], 'a superadmin’s key'),
      { ...keyOfDemoted, role: 'viewer' },
    ],
    foreign: [stranger, { ...(await key(app, stranger, ['admin'], 'a key of a foreign admin')), isForeign: true }],
  };
}

function known(name: string, client: ApiClient, role: Role): Caller {
  return { name, client, role, scopes: null, isForeign: false, anew: async () => client };
}

async function person(app: AppProcess, role: Role, tenantId: string): Promise<Caller> {
  const email = `${role}-${uuidV7()}@example.test`;
  const client = await addPerson(app, { role, tenantId, email });
  return { ...known(email, client, role), anew: () => addPerson(app, { role, tenantId }) };
}

async function key(
  app: AppProcess,
  maker: Caller,
  scopes: readonly Scope[],
  name = `a key to ${scopes.join()}`,
): Promise<Caller> {
  const { body } = await maker.client.post<{ key: string }>('/api-keys', { name, scopes });
  const client = app.anonymous.withToken(body.key);
  return { ...maker, name, scopes, client, anew: async () => client };
}

/** Everybody who has no credential that holds. */
async function nobodies(app: AppProcess, admin: Caller): Promise<Caller[]> {
  const run = (sql: string, id: string) => queryOnce(app.database.superuserUrl, sql, [id]);
  const session = async () =>
    (await app.anonymous.post<{ accessToken: string }>('/auth/login', { email: admin.name, password: PASSWORD })).body
      .accessToken;
  const keyToken = async () =>
    (await admin.client.post<{ id: string; key: string }>('/api-keys', { name: 'ends', scopes: ['admin'] })).body;
  const idOf = (token: string): string => token.split('_')[1] ?? '';

  const [revokedSession, expiredSession, revokedKey, expiredKey] = [
    await session(),
    await session(),
    await keyToken(),
    await keyToken(),
  ];
  await app.anonymous.withToken(revokedSession).post('/auth/logout');
  await run(`UPDATE sessions SET "expiresAt" = now() - interval '1 s' WHERE id = $1`, idOf(expiredSession));
  await admin.client.delete(`/api-keys/${revokedKey.id}`);
  await run(`UPDATE api_keys SET "expiresAt" = now() WHERE id = $1`, expiredKey.id);
  const tokens = {
    'a malformed token': 'nonsense',
    'a malformed session': `${expiredSession}x`,
    'an unknown key': `bst_${'0'.repeat(32)}_${'A'.repeat(43)}`,
    'an expired session': expiredSession,
    'a revoked session': revokedSession,
    'an expired key': expiredKey.key,
    'a revoked key': revokedKey.key,
  };
  const nobody = (name: string, client: ApiClient): Caller => ({ ...known(name, client, 'viewer'), role: null });
  return [
    nobody('no token', app.anonymous),
    ...Object.entries(tokens).map(([name, token]) => nobody(name, app.anonymous.withToken(token))),
  ];
}
