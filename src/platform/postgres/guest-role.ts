import { createHash, createHmac, pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { AppError } from '../../common/app-error.js';
import type { Queryable } from './connection.js';
import { quoteIdentifier, quoteLiteral } from './quoting.js';

/** A role that owns one scratch database and may do nothing else; with its password, which nobody but us ever has. */
export interface GuestRole {
  name: string;
  oid: number;
  /** Secret. */
  password: string;
}

/** Why our role may not itself run what anybody may have written; empty where it is a plain one. */
export interface OwnPowers {
  powers: string[];
  /** Whether it may make a role that has none. */
  mayCreateRoles: boolean;
}

export function guestRoleName(): string {
  return `bst_guest_${randomBytes(6).toString('hex')}`;
}

/** What a role of ours may do beyond its own databases. */
export async function readOwnPowers(db: Queryable): Promise<OwnPowers> {
  const { rows } = await db.query<{ powers: string[]; mayCreateRoles: boolean }>(
    `SELECT array_remove(ARRAY[
         CASE WHEN r.rolsuper THEN 'superuser' END,
         CASE WHEN r.rolcreaterole THEN 'CREATEROLE' END,
         CASE WHEN r.rolreplication THEN 'REPLICATION' END,
         CASE WHEN r.rolbypassrls THEN 'BYPASSRLS' END
       ], NULL) || ARRAY(
         SELECT g.rolname::text FROM pg_catalog.pg_roles g
          WHERE NOT r.rolsuper AND pg_catalog.pg_has_role(r.oid, g.oid, 'MEMBER')
            AND (g.rolsuper OR g.rolcreaterole OR g.rolreplication OR g.rolbypassrls OR g.rolname = ANY ($1::text[]))
            AND g.oid <> r.oid ORDER BY 1) AS powers,
       r.rolsuper OR r.rolcreaterole AS "mayCreateRoles"
     FROM pg_catalog.pg_roles r WHERE r.rolname = current_user`,
    [SERVER_ROLES],
  );
  return rows[0] ?? { powers: [], mayCreateRoles: false };
}

/** Predefined roles that reach the server's files, programs and other people's sessions. */
const SERVER_ROLES = [
  ...['pg_execute_server_program', 'pg_write_server_files', 'pg_read_server_files', 'pg_signal_backend'],
  ...['pg_read_all_data', 'pg_write_all_data', 'pg_maintain', 'pg_checkpoint', 'pg_create_subscription'],
];

/**
 * Makes a role that may sign in and nothing else; journal the name before, the OID after. Ours becomes a member, so that
 * it can make a database that is the guest's. The password is never sent: the server gets what it would have made of it.
 * @throws AppError PERMISSION_DENIED
 */
export async function createGuestRole(db: Queryable, name: string): Promise<GuestRole> {
  const password = randomBytes(24).toString('base64url');
  const role = quoteIdentifier(name);
  await db.query(
    `CREATE ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS
     PASSWORD ${quoteLiteral(await scramVerifier(password))}`,
  );
  await db.query(`GRANT ${role} TO CURRENT_USER`);
  const { rows } = await db.query<{ oid: string }>('SELECT oid FROM pg_catalog.pg_roles WHERE rolname = $1', [name]);
  const [found] = rows;
  if (found === undefined) throw new AppError('INTERNAL_ERROR', 'The guest role was made and is not there.');
  return { name, oid: Number(found.oid), password };
}

/**
 * Drops it by name and OID; where the OID was never learnt, by the journalled random name. Its database must be gone.
 * Idempotent: a role of that name that is another, or none at all, is left alone.
 */
export async function dropGuestRole(db: Queryable, { name, oid }: { name: string; oid: number | null }): Promise<void> {
  const { rows } = await db.query<{ oid: string }>(
    'SELECT oid FROM pg_catalog.pg_roles WHERE rolname = $1 AND ($2::oid IS NULL OR oid = $2::oid)',
    [name, oid],
  );
  if (rows.length === 0) return;
  await db.query(
    `SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity WHERE usename = $1 AND pid <> pg_backend_pid()`,
    [name],
  );
  await db.query(`DROP ROLE IF EXISTS ${quoteIdentifier(name)}`);
}

const derive = promisify(pbkdf2);
const ITERATIONS = 4096;

/** What PostgreSQL keeps of a password (RFC 5803), so that the password itself stands in no statement and no log. */
export async function scramVerifier(password: string, salt = randomBytes(16)): Promise<string> {
  const salted = await derive(password, salt, ITERATIONS, 32, 'sha256');
  const hmac = (text: string): Buffer => createHmac('sha256', salted).update(text).digest();
  const storedKey = createHash('sha256').update(hmac('Client Key')).digest('base64');
  const serverKey = hmac('Server Key').toString('base64');
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}
