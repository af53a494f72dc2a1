import type { AuthProvider } from 'react-admin';
import { api, dataOf } from './api.js';
import { ApiProblem } from './api-problem.js';
import { hearOtherTabs, tellOtherTabs } from './other-tabs.js';
import { queryClient } from './query-client.js';
import { type Me, session } from './session.js';

export interface SignIn {
  email: string;
  password: string;
  otp?: string;
}

let asking: Promise<Me> | null = null;

/** Asks the server who is signed in, once for all who ask meanwhile; throws ApiProblem 401 when nobody is. */
export async function readMe(): Promise<Me> {
  asking ??= dataOf(api.GET('/api/v1/auth/me')).finally(() => {
    asking = null;
  });
  const me = await asking;
  session.begin(me);
  return me;
}

/** Throws ApiProblem for what does not let in. */
export async function signIn({ email, password, otp }: SignIn): Promise<Me> {
  await api.POST('/api/v1/auth/login', { body: { email, password, ...(otp === undefined ? {} : { otp }) } });
  const me = await readMe();
  tellOtherTabs(me.id);
  return me;
}

hearOtherTabs(readMe);

/** The session is a cookie that no script can read: only the server knows whether it still holds. */
export const authProvider: AuthProvider = {
  async login(given: SignIn) {
    const me = await signIn(given);
    await queryClient.resetQueries({ queryKey: ['auth'] }); // what nobody might do is not what this person may
    return me.mustChangePassword ? { redirectTo: '/password' } : undefined;
  },

  async logout() {
    if (session.me === null) return;
    await api.POST('/api/v1/auth/logout').catch(ignoreSignedOut);
    session.end();
    tellOtherTabs(null);
  },

  async checkAuth() {
    if (session.me === null) tellOtherTabs((await readMe()).id);
  },

  async checkError(error: unknown) {
    if (!(error instanceof ApiProblem) || error.status !== 401) return;
    session.end();
    throw error;
  },

  async getIdentity() {
    const { id, email, name } = session.me ?? (await readMe());
    return { id, fullName: name ?? email };
  },

  async getPermissions() {
    const { permissions } = session.me ?? (await readMe());
    return permissions;
  },
};

/** A session that is over already needs no ending. */
function ignoreSignedOut(error: unknown): void {
  if (!(error instanceof ApiProblem) || error.status !== 401) throw error;
}
