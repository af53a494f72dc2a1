import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { v7 as uuidV7 } from 'uuid';
import { type AppProcess, startApp } from '../support/app-process.js';
import { queryOnce } from '../support/throwaway-database.js';

const MINE = uuidV7();
const THEIRS = uuidV7();

let app: AppProcess;
let client: Client;
beforeAll(async () => {
  app = await startApp();
  for (const [tenant, slug] of [
    [MINE, 'mine'],
    [THEIRS, 'theirs'],
  ] as const) {
    const insert = (sql: string, values: unknown[]) => queryOnce(app.database.superuserUrl, sql, values);
    const user = uuidV7();
    await insert(`INSERT INTO tenants (id, slug, name) VALUES ($1, $2, $2)`, [tenant, slug]);
    await insert(
      `INSERT INTO users (id, "tenantId", email, "passwordHash", role) VALUES ($1, $2, $3 || '@example.test', 'x', 'viewer')`,
      [user, tenant, slug],
    );
    await insert(
      `INSERT INTO sessions (id, "tenantId", "userId", "secretHash", "expiresAt") VALUES ($1, $2, $3, '\\x00', now())`,
      [uuidV7(), tenant, user],
    );
    await insert(`INSERT INTO audit_events (id, "tenantId", action, outcome) VALUES ($1, $2, 'test.do', 'ok')`, [
      uuidV7(),
      tenant,
    ]);
    const subject = uuidV7();
    await insert(`INSERT INTO log_sequences ("subjectId", "tenantId", "lastSeq") VALUES ($1, $2, 1)`, [
      subject,
      tenant,
    ]);
    await insert(
      `INSERT INTO log_records ("subjectId", seq, "tenantId", "subjectType", kind, at, level, message)
       VALUES ($1, 1, $2, 'test', 'log', now(), 'info', 'hello')`,
      [subject, tenant],
    );
  }
  client = new Client({ connectionString: app.database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await app.stop();
});

/** Runs SQL as the application's own role, in a transaction that acts for a tenant, as Database does; then rolls back. */
async function as<Row extends object>(tenant: string | null, sql: string, values: unknown[] = []): Promise<Row[]> {
  await client.query('BEGIN');
  try {
    if (tenant !== null) await client.query(`SELECT set_config('backstitch.tenant', $1, true)`, [tenant]);
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.query('ROLLBACK');
  }
}

describe('a hostile query, without any WHERE', () => {
  const TABLES = ['users', 'sessions', 'audit_events', 'log_sequences', 'log_records'];

  it.each(TABLES)('sees the rows of its tenant alone in %s', async (table) => {
    const rows = await as<{ tenantId: string }>(MINE, `SELECT * FROM "${table}"`);
    expect(rows.map(({ tenantId }) => tenantId)).toEqual([MINE]);
  });

  it.each([...TABLES, 'tenants', 'login_attempts'])('sees nothing in %s when nobody is acted for', async (table) => {
    expect(await as(null, `SELECT * FROM "${table}"`)).toEqual([]);
    expect(await as('', `SELECT * FROM "${table}"`)).toEqual([]);
  });

  it('sees its own tenant, and everything only as the instance', async () => {
    expect(await as(MINE, 'SELECT slug FROM tenants')).toEqual([{ slug: 'mine' }]);
    expect(await as('*', 'SELECT slug FROM tenants ORDER BY slug')).toEqual([
      { slug: 'default' },
      { slug: 'mine' },
      { slug: 'theirs' },
    ]);
  });

  it('changes and deletes nothing of others', async () => {
    const updated = await as<{ email: string }>(MINE, `UPDATE users SET role = 'admin' RETURNING email`);
    expect(updated).toEqual([{ email: 'mine@example.test' }]);
    const deleted = await as<{ email: string }>(MINE, `DELETE FROM users RETURNING email`);
    expect(deleted).toEqual([{ email: 'mine@example.test' }]);
  });

  it('can neither plant a row at others nor move one to them', async () => {
    await expect(
      as(MINE, `INSERT INTO audit_events (id, "tenantId", action, outcome) VALUES ($1, $2, 'x.y', 'ok')`, [
        uuidV7(),
        THEIRS,
      ]),
    ).rejects.toMatchObject({ code: '42501' });
    await expect(as(MINE, `UPDATE users SET "tenantId" = $1`, [THEIRS])).rejects.toMatchObject({ code: '42501' });
  });

  it('does not count what nobody was recognised for', async () => {
    await app.anonymous.get('/auth/me');
    const events = await as<{ tenantId: string | null }>(MINE, 'SELECT "tenantId" FROM audit_events');
    expect(events).toEqual([{ tenantId: MINE }]);
  });

  it('finds every table with a tenant under a forced policy', async () => {
    const bare = await queryOnce(
      app.database.superuserUrl,
      `SELECT c.relname FROM pg_class c
         JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenantId' AND NOT a.attisdropped
        WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
          AND NOT (c.relrowsecurity AND c.relforcerowsecurity
                   AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid))`,
    );
    expect(bare).toEqual([]);
  });
});

describe('the trails', () => {
  it.each([
    [`UPDATE audit_events SET outcome = 'ok'`],
    [`DELETE FROM audit_events`],
    [`TRUNCATE audit_events`],
    [`UPDATE log_records SET message = 'nothing happened'`],
    [`DELETE FROM log_records`],
    [`TRUNCATE log_records`],
  ])('cannot be changed: %s', async (sql) => {
    await expect(as('*', sql)).rejects.toMatchObject({ code: '42501' });
  });

  it('lets a log go with the subject that is named, and no other', async () => {
    const [mine] = await as<{ subjectId: string }>(MINE, `SELECT "subjectId" FROM log_records`);
    const forget = `WITH named AS MATERIALIZED (SELECT set_config('backstitch.forgotten_subject', $1, true))
                    DELETE FROM log_records USING named WHERE "subjectId" = $2::uuid RETURNING seq`;
    expect(await as(MINE, forget, [mine?.subjectId, mine?.subjectId])).toEqual([{ seq: 1 }]);
    await expect(as(MINE, forget, [uuidV7(), mine?.subjectId])).rejects.toMatchObject({ code: '42501' });
  });
});

describe('the role of the control database', () => {
  it('is warned about when row-level security does not bind it', async () => {
    expect(app.process.stdout).not.toMatch(/BYPASSRLS/);
    const url = app.env.DATABASE_URL;
    app.env.DATABASE_URL = app.database.superuserUrl;
    await app.restart();
    expect(app.process.stdout).toMatch(/Warning: the role of DATABASE_URL.*row-level security/);
    app.env.DATABASE_URL = url ?? '';
  });
});
