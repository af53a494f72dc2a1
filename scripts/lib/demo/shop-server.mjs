import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { startPostgres } from '../postgres.mjs';

/** Enough for a shop of this size on a laptop; the durability of a real server stays on. */
const SETTINGS = { shared_buffers: '128MB', max_wal_size: '2GB', max_connections: 60 };

/**
 * The shop's own PostgreSQL with its empty database. `owner` owns everything in it, may create databases and end
 * sessions, and is no superuser; `app` is the shop itself, which reads and writes and owns nothing.
 * @param {string} home
 */
export async function startShopServer(home) {
  const server = await startPostgres({ dir: join(home, 'shop-postgres'), settings: SETTINGS });
  const ownerPassword = randomBytes(18).toString('base64url');
  const appPassword = randomBytes(18).toString('base64url');
  await server.query(`
    CREATE ROLE shop_owner LOGIN CREATEDB PASSWORD '${ownerPassword}';
    CREATE ROLE shop_app LOGIN PASSWORD '${appPassword}';
    GRANT pg_signal_backend TO shop_owner;`);
  await server.query(`CREATE DATABASE shop OWNER shop_owner TEMPLATE template0 ENCODING 'UTF8' CONNECTION LIMIT 50`);
  // What belongs to the database itself is in no dump; a restore has to carry it over all the same.
  await server.query(`
    REVOKE ALL ON DATABASE shop FROM PUBLIC;
    GRANT CONNECT, TEMPORARY ON DATABASE shop TO shop_app;
    ALTER DATABASE shop SET search_path = public, reporting, pg_catalog;
    ALTER ROLE shop_owner IN DATABASE shop SET lock_timeout = '20s';
    COMMENT ON DATABASE shop IS 'The web shop; ask the platform team before touching it';`);
  const at = { host: server.host, port: server.port, database: 'shop' };
  return {
    server,
    owner: { ...at, user: 'shop_owner', password: ownerPassword },
    app: { ...at, user: 'shop_app', password: appPassword },
    superuser: { ...at, user: server.user, password: server.password },
  };
}
