import { literal, makeDice } from './dice.mjs';
import * as words from './words.mjs';

/**
 * The statements that fill the shop. Each makes the rows `from` … `to` of its table, on the server: nothing but the
 * statement travels.
 *
 * @param {number} seed
 * @param {{products: number, customers: number, orders: number}} rows how many there will be in all
 */
export function makeTables(seed, rows) {
  const series = (from, to) => `generate_series(${from}::bigint, ${to}::bigint) AS i`;
  // Fresh dice for every statement: the n-th die of a table is the same one in every batch.
  const statement = (table, write) => (from, to) => write(makeKit(makeDice(`${seed} ${table}`)), from, to);

  return {
    categories: () => `
      INSERT INTO categories (name, slug)
      SELECT name, lower(regexp_replace(name, '[^A-Za-z]+', '-', 'g'))
      FROM unnest(ARRAY[${words.CATEGORIES.map(literal).join(', ')}]) WITH ORDINALITY AS c (name, n) ORDER BY n`,

    products: statement(
      'products',
      ({ below, chance, pick, skewed, sentences, day2025 }, from, to) => `
      INSERT INTO products (category_id, sku, name, description, price, vat_rate, status, tags, attributes, stock,
                            created_at, updated_at)
      SELECT 1 + ${below('i', words.CATEGORIES.length)}, 'BST-' || lpad(i::text, 7, '0'),
             ${pick('i', words.ADJECTIVES)} || ' ' || ${pick('i', words.MATERIALS)} || ' ' || ${pick('i', words.THINGS)},
             ${sentences('i', words.DESCRIPTIONS, 2, 6)},
             (299 + ${skewed('i', 60_000)}) / 100.0,
             CASE WHEN ${chance('i', 15)} THEN 0.070 ELSE 0.190 END,
             (CASE WHEN ${chance('i', 6)} THEN 'discontinued' WHEN ${chance('i', 3)} THEN 'draft' ELSE 'active' END)::product_status,
             array_remove(ARRAY[CASE WHEN ${chance('i', 50)} THEN ${pick('i', words.TAGS)} END,
                                CASE WHEN ${chance('i', 20)} THEN ${pick('i', words.TAGS)} END], NULL),
             jsonb_build_object('colour', ${pick('i', words.COLOURS)}, 'weight_g', 50 + ${skewed('i', 20_000)},
                                'size_cm', jsonb_build_array(1 + ${below('i', 120)}, 1 + ${below('i', 80)}, 1 + ${below('i', 60)})),
             ${below('i', 500)}, placed, placed + ${below('i', 90)} * interval '1 day'
      FROM ${series(from, to)}, LATERAL (SELECT ${day2025('i')} AS placed) d ORDER BY i`,
    ),

    customers: statement(
      'customers',
      ({ below, chance, pick, address, day2025 }, from, to) => `
      INSERT INTO customers (full_name, email, phone_numbers, address, born_on, newsletter, discount, created_at, updated_at)
      SELECT first || coalesce(' ' || last, ''),
             lower(regexp_replace(first || coalesce('.' || last, ''), '[^A-Za-z.]+', '', 'g')) || i || '@'
               || ${pick('i', ['example.com', 'example.org', 'mail.example.net'])},
             array_remove(ARRAY['+49 30 ' || (1000000 + ${below('i', 8_999_999)}),
                                CASE WHEN ${chance('i', 30)} THEN '+33 6 ' || (10000000 + ${below('i', 89_999_999)}) END], NULL),
             ${address('i')},
             CASE WHEN ${chance('i', 70)} THEN date '1945-01-01' + ${below('i', 22_000)}::int END,
             ${chance('i', 40)}, CASE WHEN ${chance('i', 5)} THEN 0.050 ELSE 0 END, joined, joined
      FROM ${series(from, to)},
           LATERAL (SELECT ${pick('i', words.FIRST_NAMES)} AS first,
                           CASE WHEN NOT ${chance('i', 1)} THEN ${pick('i', words.LAST_NAMES)} END AS last,
                           ${day2025('i')} AS joined) d
      ORDER BY i`,
    ),

    // Orders with their items and payments in one statement, so that totals are the sums of the items.
    orders: statement(
      'orders',
      ({ below, chance, pick, skewed, address }, from, to) => `
      WITH head AS MATERIALIZED (
        SELECT 100000 + i AS id, i, 1 + ${skewed('i', rows.customers)} AS customer_id,
               timestamptz '2025-01-01 00:00:00+00' + (i - 1) * interval '31000000 seconds' / ${rows.orders}
                 + ${below('i', 86_400)} * interval '1 second' AS placed_at,
               (CASE WHEN ${chance('i', 4)} THEN 'cancelled' WHEN i < ${rows.orders} * 0.97 THEN 'delivered'
                     WHEN ${chance('i', 50)} THEN 'shipped' WHEN ${chance('i', 60)} THEN 'paid' ELSE 'pending' END
               )::order_status AS status
        FROM ${series(from, to)}
      ), item AS MATERIALIZED (
        SELECT head.id, head.placed_at, n AS line, p.id AS product_id, 1 + ${skewed('head.i * 8 + n', 6)} AS quantity, p.price
        FROM head CROSS JOIN LATERAL generate_series(1, 1 + ${skewed('head.i', 6)}) AS n
          JOIN products p ON p.id = 1 + ${below('head.i * 8 + n', rows.products)}
      ), made AS (
        INSERT INTO orders (id, customer_id, status, placed_at, total, delivery, note)
        SELECT id, customer_id, status, placed_at, sums.total,
               jsonb_build_object('carrier', ${pick('i', ['DHL', 'UPS', 'GLS', 'PostNL', 'Colissimo'])},
                 'tracking', upper(substr(md5(i::text || 'tracking'), 1, 14)), 'address', ${address('i')}),
               CASE WHEN ${chance('i', 12)} THEN ${pick('i', words.ORDER_NOTES)} END
        FROM head JOIN (SELECT id, sum(quantity * price) AS total FROM item GROUP BY id) sums USING (id) ORDER BY id
      ), paid AS (
        INSERT INTO payments (id, order_id, placed_at, method, amount, paid_at, receipt, provider_reply)
        SELECT md5('payment' || i)::uuid, id, placed_at,
               ${pick('i', ['card', 'card', 'paypal', 'invoice', 'bank_transfer'])}::payment_method, sums.total,
               placed_at + ${below('i', 7200)} * interval '1 second', sha256(('receipt' || i)::bytea),
               jsonb_build_object('provider', ${pick('i', ['acme-pay', 'globex'])}, 'reference', md5(i::text),
                                  'risk', ${below('i', 100)} / 100.0)
        FROM head JOIN (SELECT id, sum(quantity * price) AS total FROM item GROUP BY id) sums USING (id)
        WHERE status NOT IN ('cancelled', 'pending')
      )
      INSERT INTO order_items (order_id, placed_at, line, product_id, quantity, unit_price)
      SELECT id, placed_at, line, product_id, quantity, price FROM item ORDER BY id, line`,
    ),

    reviews: statement(
      'reviews',
      ({ below, chance, pick, skewed, told, day2025 }, from, to) => `
      INSERT INTO reviews (product_id, customer_id, rating, title, body, helpful_votes, written_at)
      SELECT 1 + ${skewed('i', rows.products)}, CASE WHEN ${chance('i', 90)} THEN 1 + ${below('i', rows.customers)} END,
             5 - ${skewed('i', 5)}, ${pick('i', words.REVIEW_TITLES)}, ${told('i', words.REVIEW_SENTENCES, 3, 11)},
             ${skewed('i', 60)}, ${day2025('i')}
      FROM ${series(from, to)} ORDER BY i`,
    ),

    events: statement(
      'events',
      ({ below, pick, skewed }, from, to) => `
      INSERT INTO shop_events (happened_at, kind, visitor, data)
      SELECT timestamptz '2025-01-01 00:00:00+00' + i * interval '7 seconds', kind, md5('visitor' || ${skewed('i', 50_000)})::uuid,
             jsonb_build_object('path', '/products/' || (1 + ${below('i', rows.products)}), 'agent', ${pick('i', words.BROWSERS)},
               'ip', '10.' || ${below('i', 256)} || '.' || ${below('i', 256)} || '.' || ${below('i', 256)},
               'ms', 8 + ${skewed('i', 900)}, 'session', encode(sha256(('session' || i / 5)::bytea), 'base64'), 'request', md5('request' || i)::uuid,
               'x', ${below('i', 1920)}, 'y', ${below('i', 6000)},
               'query', CASE WHEN kind = 'search' THEN ${pick('i', words.MATERIALS)} || ' ' || ${pick('i', words.THINGS)} END)
      FROM ${series(from, to)}, LATERAL (SELECT ${pick('i', words.EVENT_KINDS)} AS kind) k ORDER BY i`,
    ),
  };
}

/** What is rolled again and again, made of the plain dice. */
function makeKit(dice) {
  const { below, chance, pick } = dice;
  const city = (row) => `jsonb_extract_path(${literal(JSON.stringify(words.CITIES))}::jsonb,
    (${below(row, words.CITIES.length)})::text)`;
  const several = (row, least, most, make) => {
    const all = Array.from({ length: most }, (_, n) =>
      n < least ? make() : `CASE WHEN ${chance(row, 60)} THEN ${make()} END`,
    );
    return `concat_ws(' ', ${all.join(', ')})`;
  };
  return {
    ...dice,
    address: (row) => `(SELECT jsonb_build_object(
        'street', ${pick(row, words.STREETS)} || ' ' || (1 + ${below(row, 180)}),
        'city', c ->> 0, 'postcode', c ->> 1, 'country', c ->> 2) FROM ${city(row)} AS c)`,
    sentences: (row, list, least, most) => several(row, least, most, () => pick(row, list)),
    // The same, with words of each row's own in them.
    told: (row, list, least, most) =>
      several(row, least, most, () => {
        const things = `${pick(row, words.ADJECTIVES)} || ' ' || ${pick(row, words.THINGS)}`;
        return `format(${pick(row, list)}, lower(${things}), 2 + ${below(row, 97)}, ${pick(row, words.SOMEBODY)}, ${pick(row, words.HOW)})`;
      }),
    day2025: (row) => `(timestamptz '2025-01-01 00:00:00+00' + ${below(row, 31_500_000)} * interval '1 second')`,
  };
}
