import { v7 as uuidV7 } from 'uuid';
import type { Role } from '../../src/common/caller.js';
import { hashPassword } from '../../src/features/users/passwords.js';
import type { ApiClient } from './api-client.js';
import type { AppProcess } from './app-process.js';
import { queryOnce } from './throwaway-database.js';

/** A user of a tenant (of `default` when none is named), signed in. */
export async function addPerson(
  app: AppProcess,
  { role, tenantId, email = `${role}-${uuidV7()}@example.test` }: { role: Role; tenantId?: string; email?: string },
): Promise<ApiClient> {
  const password = 'a-password-for-tests';
  await queryOnce(
    app.database.superuserUrl,
    `INSERT INTO users (id, "tenantId", email, "passwordHash", role)
     VALUES ($1, coalesce($2, (SELECT id FROM tenants WHERE slug = 'default')), $3, $4, $5)`,
    [uuidV7(), tenantId ?? null, email, await hashPassword(password), role],
  );
  return app.anonymous.login(email, password);
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
