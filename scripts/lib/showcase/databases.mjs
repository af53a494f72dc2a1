import { withClient } from '../demo/client.mjs';

/**
 * Databases beside the shop, on its server and of its role: small ones, as every house has them, and one that is large
 * enough to be watched while it is backed up.
 */
const DATABASES = {
  billing: `
    CREATE TABLE invoices AS
      SELECT n AS id, 'INV-' || (20000 + n) AS number, 1 + n % 900 AS customer_id, (n * 7919 % 90000) / 100.0 AS total,
             timestamp '2026-01-01' + n * interval '9 minutes' AS issued_at FROM generate_series(1, 18000) n;
    CREATE TABLE invoice_lines AS
      SELECT n AS id, 1 + n % 18000 AS invoice_id, 'Position ' || n % 9 AS text, n % 5 + 1 AS quantity
        FROM generate_series(1, 52000) n;
    CREATE TABLE dunning_letters AS SELECT n AS id, n * 37 AS invoice_id, n % 3 AS level FROM generate_series(1, 410) n;
    ALTER TABLE invoices ADD PRIMARY KEY (id);
    CREATE VIEW open_invoices AS SELECT * FROM invoices WHERE total > 500;`,
  analytics: `
    CREATE TABLE page_views AS
      SELECT n AS id, '/products/' || n % 500 AS path, md5(n::text) AS visitor FROM generate_series(1, 30000) n;
    CREATE TABLE funnels AS SELECT n AS id, 'funnel ' || n AS name FROM generate_series(1, 24) n;
    CREATE TABLE experiments AS SELECT n AS id, 'experiment ' || n AS name FROM generate_series(1, 61) n;`,
  warehouse: `
    CREATE TABLE stock_movements AS
      SELECT n AS id, n % 4000 AS product_id, md5(n::text) || md5((n * 3)::text) AS barcode,
             timestamp '2025-01-01' + n * interval '31 seconds' AS at, n % 17 - 8 AS quantity
        FROM generate_series(1, 900000) n;`,
};

/** @returns {Promise<Record<string, object>>} how the role that owns them connects to each */
export async function makeDatabases({ server, owner }) {
  const made = {};
  for (const [database, sql] of Object.entries(DATABASES)) {
    await server.query(`CREATE DATABASE ${database} OWNER ${owner.user} TEMPLATE template0`);
    made[database] = { ...owner, database };
    await withClient(made[database], (client) => client.query(sql));
  }
  return made;
}

/** What somebody did one evening: a table that the role of the backups may not read. */
export function lockOut({ server }) {
  return server.query('CREATE TABLE salaries (id int, amount numeric)', 'analytics');
}
