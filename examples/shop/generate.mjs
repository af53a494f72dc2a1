/**
 * Fills a freshly migrated shop (its first four migrations) with rows:
 *
 *   DATABASE_URL=postgres://… node examples/shop/generate.mjs [--size 300] [--seed 1]
 *
 * The size is that of the database, in MB, give or take a tenth. The same size and seed make the same rows.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { withoutForeignKeys } from './generate/foreign-keys.mjs';
import { makeTables } from './generate/tables.mjs';

/** The database of a shop without rows, and what one MB more is made of (measured on PostgreSQL 15). */
const EMPTY_DATABASE_MB = 9;
const ROWS_PER_MB = { customers: 130, orders: 440, reviews: 330, events: 820 };

/**
 * @param {{host: string, port: number, database: string, user: string, password?: string}} connection
 * @param {{sizeMb?: number, seed?: number, onProgress?: (fraction: number) => void, signal?: AbortSignal}} [options]
 */
export async function fillShop(connection, { sizeMb = 300, seed = 1, onProgress = () => {}, signal } = {}) {
  const megabytes = Math.max(1, sizeMb - EMPTY_DATABASE_MB);
  const count = (perMb) => Math.ceil(perMb * megabytes);
  const rows = {
    products: 500 + 3 * Math.round(megabytes),
    customers: count(ROWS_PER_MB.customers),
    orders: count(ROWS_PER_MB.orders),
    reviews: count(ROWS_PER_MB.reviews),
    events: count(ROWS_PER_MB.events),
  };
  const tables = makeTables(seed, rows);

  // About the time that a row takes. Orders are the heavy half; a second session makes the rest meanwhile.
  const weights = { products: 5, customers: 1, orders: 5, reviews: 1, events: 1 };
  const total = Object.entries(weights).reduce((sum, [name, weight]) => sum + weight * rows[name], 0);
  let done = 0;
  const fill = async (client, name) => {
    const batch = Math.max(500, Math.ceil(rows[name] / 40));
    for (let from = 1; from <= rows[name]; from += batch) {
      signal?.throwIfAborted();
      const to = Math.min(from + batch - 1, rows[name]);
      await client.query(tables[name](from, to));
      done += weights[name] * (to - from + 1);
      onProgress(done / total);
    }
  };

  await withClient(connection, async (first) => {
    await first.query(tables.categories());
    await fill(first, 'products');
    await fill(first, 'customers');
    await withoutForeignKeys(first, ['orders', 'order_items', 'payments'], () =>
      Promise.all([
        fill(first, 'orders'),
        withClient(connection, async (second) => {
          await fill(second, 'reviews');
          await fill(second, 'events');
        }),
      ]),
    );
    await first.query(`SELECT setval('order_numbers', (SELECT max(id) FROM orders))`);
    await first.query('REFRESH MATERIALIZED VIEW reporting.monthly_sales');
    await first.query('ANALYZE');
  });
  onProgress(1);
}

async function withClient(connection, work) {
  const client = new pg.Client({ ...connection, application_name: 'shop generator' });
  // A session that the server ends while it is idle must not end this process; the next query says it anyway.
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(`SET synchronous_commit = off; SET TimeZone = 'UTC'; SET jit = off`);
    return await work(client);
  } finally {
    await client.end();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: { size: { type: 'string', default: '300' }, seed: { type: 'string', default: '1' } },
  });
  const { connectionFromEnvironment } = await import('./connection.mjs');
  const started = performance.now();
  await fillShop(connectionFromEnvironment(), {
    sizeMb: Number(values.size),
    seed: Number(values.seed),
    onProgress: (fraction) => {
      if (process.stdout.isTTY) process.stdout.write(`\r${String(Math.round(fraction * 100)).padStart(3)} %`);
    },
  });
  console.log(`\rfilled in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
