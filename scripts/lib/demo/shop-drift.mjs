import { withClient } from './client.mjs';

/** What happens to the shop after the backup, by the shop itself: a busy week, and a script that should not have run. */
const WEEK = [
  [
    'new customers',
    `INSERT INTO customers (first_name, last_name, email, address)
     SELECT 'New', 'Customer ' || i, 'new' || i || '@example.com', '{"city": "Lisboa", "country": "PT"}'
     FROM generate_series(1, $1::int) i`,
    (rows) => [Math.max(5, Math.round(rows / 500))],
  ],
  [
    'new orders',
    `INSERT INTO orders (customer_id, status, total, currency, placed_at)
     SELECT id, 'paid', 19.90 + id % 50, 'CHF', now() FROM customers WHERE email LIKE 'new%@example.com'`,
  ],
  ['prices raised', `UPDATE products SET price = round(price * 1.05, 2) WHERE category_id = 3`],
  ['orders returned', `UPDATE orders SET status = 'returned' WHERE id % 97 = 0 AND status = 'delivered'`],
  ['reviews deleted', `DELETE FROM reviews WHERE id % 40 = 0`],
  ['payments deleted by a script gone wrong', `DELETE FROM payments WHERE placed_at >= '2025-10-01'`],
];

/**
 * @param {object} connection of the shop's application role
 * @param {number} rows how many the shop has
 * @returns {Promise<[string, number][]>} what was done to how many rows
 */
export function driftShop(connection, rows) {
  return withClient(connection, async (client) => {
    const done = [];
    await client.query('BEGIN');
    for (const [what, sql, parameters] of WEEK) {
      const { rowCount } = await client.query(sql, parameters?.(rows));
      done.push([what, rowCount ?? 0]);
    }
    await client.query('COMMIT');
    return done;
  });
}
