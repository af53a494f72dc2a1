import { fillShop } from '../../../../examples/shop/generate.mjs';
import { migrateShop } from '../../../../examples/shop/migrate.mjs';
import { countRows, takeFingerprint } from '../fingerprint.mjs';
import { formatCount, formatDuration } from '../format.mjs';
import { startProgress } from '../progress.mjs';

/** The demo begins in the past: the code knows nine migrations, the shop has had four. */
export const MIGRATIONS_AT_BACKUP = 4;

export const fillTheShop = {
  title: 'A shop at an older migration',
  async run({ shop, options, signal, facts }) {
    const run = await migrateShop(shop.owner, { first: MIGRATIONS_AT_BACKUP });
    console.log(`  TypeORM ran ${run.length} migrations, up to ${run.at(-1)}`);
    const progress = startProgress('Filling it');
    const startedAt = performance.now();
    await fillShop(shop.owner, { sizeMb: options.sizeMb, signal, onProgress: (fraction) => progress.update(fraction) });
    progress.done(formatDuration(performance.now() - startedAt));

    const hashing = startProgress('Fingerprint');
    facts.atBackup = await takeFingerprint(shop.owner, { onProgress: (fraction) => hashing.update(fraction) });
    hashing.done(
      `${formatCount(countRows(facts.atBackup))} rows in ${facts.atBackup.tables.size} tables, counted and hashed by the demo itself`,
    );
  },
};
