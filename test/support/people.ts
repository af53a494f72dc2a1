import { v7 as uuidV7 } from 'uuid';
import type { Role } from '../../src/common/caller.js';
import type { ApiClient } from './api-client.js';
import type { AppProcess } from './app-process.js';
import { queryOnce } from './throwaway-database.js';

export const PASSWORD = 'a-password-for-tests';
/** Of it, at the least cost there is: a sign-in takes what the stored hash says, and tests make people by the hundred. */
const CHEAP_HASH = '$argon2id$v=19$m=8,t=1,p=1$IYVJ2QPCnntECO1CPYRg0w$y+mqBScx1hD2Ey1MzAcfH16zN2f1TtBv65QI1yp2XOA';

/** A user of a tenant (of `default` when none is named), signed in. */
export async function addPerson(
  app: AppProcess,
  { role, tenantId, email = `${role}-${uuidV7()}@example.test` }: { role: Role; tenantId?: string; email?: string },
): Promise<ApiClient> {
  await queryOnce(
    app.database.superuserUrl,
    `INSERT INTO users (id, "tenantId", email, "passwordHash", role)
     VALUES ($1, coalesce($2, (SELECT id FROM tenants WHERE slug = 'default')), $3, $4, $5)`,
    [uuidV7(), tenantId ?? null, email, CHEAP_HASH, role],
  );
  return app.anonymous.login(email, PASSWORD);
}

/** A new tenant; resolves with its id. */
export async function addTenant(app: AppProcess): Promise<string> {
  const id = uuidV7();
  await queryOnce(app.database.superuserUrl, `INSERT INTO tenants (id, slug, name) VALUES ($1, $2, 'Another')`, [
    id,
    `t-${id}`,
  ]);
  return id;
}
