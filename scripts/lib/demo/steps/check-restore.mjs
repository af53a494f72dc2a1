import { migrationNames } from '../../../../examples/shop/migrate.mjs';
import { withClient } from '../client.mjs';
import { compareProperties, findStrangers, readDatabaseProperties } from '../database-properties.mjs';
import { compareFingerprints, countRows, takeFingerprint } from '../fingerprint.mjs';
import { formatCount, formatDuration } from '../format.mjs';
import { startProgress } from '../progress.mjs';

/** How to compute what a migration has moved elsewhere. */
const MOVED_COLUMNS = { 'public.customers': { full_name: `concat_ws(' ', first_name, last_name)` } };
/** The history itself has grown, as it should. */
const HISTORY = ['public.migrations', 'public.migrations_id_seq'];

const LOYALTY_POINTS = `
  SELECT (SELECT count(*) FROM public.loyalty_accounts)::int AS accounts,
         (SELECT count(*) FROM (
            SELECT customer_id, sum(floor(total))::bigint AS points
            FROM public.orders WHERE status <> 'cancelled' GROUP BY customer_id) o
          FULL JOIN public.loyalty_accounts l USING (customer_id)
          WHERE o.points IS DISTINCT FROM l.points)::int AS wrong`;

export const checkTheRestore = {
  title: 'What the demo finds, straight in the database',
  async run({ shop, checks, facts }) {
    const hashing = startProgress('Fingerprint');
    const now = await takeFingerprint(shop.owner, {
      like: facts.atBackup,
      replaced: MOVED_COLUMNS,
      onProgress: (fraction) => hashing.update(fraction),
    });
    facts.rowsCompared = countRows(now);
    hashing.done(`${formatCount(facts.rowsCompared)} rows`);

    checks.check(
      'every row is that of the backup',
      compareFingerprints(facts.atBackup, now, { except: HISTORY }),
      `${formatCount(facts.rowsCompared)} rows in ${now.tables.size} tables`,
    );
    await withClient(shop.owner, (client) => checkMigrations(client, checks));
    checks.check('everything belongs to its owner, what is new too', await findStrangers(shop.superuser, 'shop_owner'));
    checks.check('the shop may read and write the new tables', await tryAsApplication(shop.app));
    checks.check(
      'settings, access list, limit and comment of the database are as they were',
      compareProperties(facts.properties, await readDatabaseProperties(shop.superuser)),
    );
    checks.check('the old database is kept, and nothing else was left', await findLeftOvers(shop, facts.restore));
    const { swaps, downtimeMs, refused } = facts.probe;
    checks.check(
      'clients saw one swap',
      swaps === 1 && downtimeMs !== null && downtimeMs < 5000,
      downtimeMs === null
        ? 'no client ever came into another database'
        : `away for ${formatDuration(downtimeMs)}, turned away ${refused === 1 ? 'once' : `${refused} times`}`,
    );
  },
};

async function checkMigrations(client, checks) {
  const history = (await client.query('SELECT name FROM public.migrations ORDER BY id')).rows.map(({ name }) => name);
  const wanted = migrationNames();
  checks.check(
    'its migrations were brought forward to the code',
    JSON.stringify(history) === JSON.stringify(wanted) || [`it has had ${history.join(', ')}`],
    `${history.length} of ${wanted.length}`,
  );
  const [points] = (await client.query(LOYALTY_POINTS)).rows;
  checks.check(
    'data that the migrations move is there: points from its orders',
    points.wrong === 0 || [`${points.wrong} accounts do not agree with the orders of their customers`],
    `${formatCount(points.accounts)} accounts`,
  );
}

async function tryAsApplication(app) {
  return withClient(app, async (client) => {
    try {
      await client.query('BEGIN');
      await client.query('UPDATE loyalty_accounts SET points = points + 1');
      await client.query(`INSERT INTO orders (customer_id, currency) SELECT min(id), 'EUR' FROM customers`);
      await client.query('SELECT count(*) FROM reporting.best_customers');
      return [];
    } catch (error) {
      return [error.message];
    } finally {
      await client.query('ROLLBACK');
    }
  });
}

/** On this server there is the shop, what the restore says it kept, and what every server has. */
export async function findLeftOvers({ superuser }, { keptDatabase }) {
  const expected = ['shop', 'postgres', 'template0', 'template1', keptDatabase];
  return withClient(superuser, async (client) => {
    const names = (await client.query('SELECT datname FROM pg_database')).rows.map(({ datname }) => datname);
    return [
      ...names.filter((name) => !expected.includes(name)).map((name) => `a database ${name} was left`),
      ...(names.includes(keptDatabase) ? [] : [`the old database (${keptDatabase ?? 'no name given'}) is not there`]),
    ];
  });
}
