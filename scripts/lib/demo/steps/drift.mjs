import { migrateShop } from '../../../../examples/shop/migrate.mjs';
import { readDatabaseProperties } from '../database-properties.mjs';
import { compareFingerprints, countRows, takeFingerprint } from '../fingerprint.mjs';
import { formatCount } from '../format.mjs';
import { driftShop } from '../shop-drift.mjs';
import { printTable } from '../table.mjs';

export const driftTheShop = {
  title: 'Life goes on: new migrations, new rows, and a mistake',
  async run({ shop, checks, facts }) {
    facts.newMigrations = await migrateShop(shop.owner);
    const done = await driftShop(shop.app, countRows(facts.atBackup));
    printTable(
      ['live', 'rows'],
      [
        ...facts.newMigrations.map((name) => [`migration ${name}`, '']),
        ...done.map(([what, rows]) => [what, formatCount(rows)]),
      ],
    );
    facts.beforeRestore = await takeFingerprint(shop.owner);
    facts.properties = await readDatabaseProperties(shop.superuser);
    // Otherwise nothing that follows would prove anything.
    checks.check(
      'the live shop is another one now',
      compareFingerprints(facts.atBackup, facts.beforeRestore).length > 3,
    );
  },
};
