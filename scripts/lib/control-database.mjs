import { psql, quoteIdentifier, quoteLiteral } from './psql.mjs';

/** Of the database and of the role that owns it. */
export const CONTROL_DATABASE = 'backstitch';

/**
 * The role and database that Backstitch keeps its own records in. The role is no superuser, because row-level security
 * does not bind one. Idempotent; the role's password is the cluster's generated one for it.
 * @param {import('./postgres.d.mts').PrivatePostgres} postgres
 * @param {string} password of the role, set anew each time
 * @returns {Promise<string>} DATABASE_URL
 */
export async function ensureControlDatabase(postgres, password) {
  const role = quoteIdentifier(CONTROL_DATABASE);
  const attributes = `LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD ${quoteLiteral(password)}`;
  const exists = `SELECT FROM pg_roles WHERE rolname = ${quoteLiteral(CONTROL_DATABASE)}`;
  await psql(
    postgres,
    `SELECT CASE WHEN EXISTS (${exists}) THEN 'ALTER' ELSE 'CREATE' END || ${quoteLiteral(` ROLE ${role} ${attributes}`)} \\gexec
     SELECT ${quoteLiteral(`CREATE DATABASE ${role} OWNER ${role} TEMPLATE template0`)}
     WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = ${quoteLiteral(CONTROL_DATABASE)}) \\gexec
     REVOKE CONNECT ON DATABASE ${role} FROM PUBLIC;`,
  );
  return postgres.urlFor({ user: CONTROL_DATABASE, password, database: CONTROL_DATABASE });
}
