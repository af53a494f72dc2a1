import { fillShop } from '../../../examples/shop/generate.mjs';
import { MIGRATIONS_FOLDER, migrateShop } from '../../../examples/shop/migrate.mjs';
import { driftShop } from '../demo/shop-drift.mjs';
import { MIGRATIONS_AT_BACKUP } from '../demo/steps/fill-shop.mjs';
import { step } from '../steps.mjs';
import { addChannels, addSchedules, runNow } from './automation.mjs';
import { damageStored, importDump } from './accidents.mjs';
import { lockOut, makeDatabases } from './databases.mjs';
import { addDrills, addFailure, addPast, countOn, nightOf, numberThePast } from './history.mjs';
import { backUp, drill, restore, rollBack, verify } from './jobs.mjs';
import { addApiKeys, addPeople } from './people.mjs';

const SHOP_MB = 90;
const SHOP_ROWS = 100_000;

const days = (from, to, hours) => Array.from({ length: to - from + 1 }, (_, n) => nightOf(from + n, hours));

/**
 * What a house has after some weeks: sources that are well and one that is not, backups of each state and their past,
 * restores with their reports, drills, schedules, people. Everything that can be made in earnest within a minute is; only
 * what is older than today is copied from that.
 * @param {{ api: object, control: object, shop: object, receiver: { url: string }, storeDir: string, signal: AbortSignal }} place
 * @returns {Promise<object>} ids of what was made, by what it is here, and how its people sign in
 */
export async function fillShowcase({ api, control, shop, receiver, storeDir, signal }) {
  const me = await api.get('/auth/me');
  await countOn(control, me.tenantId);
  const databases = await step('Making databases', async () => {
    await migrateShop(shop.owner, { first: MIGRATIONS_AT_BACKUP });
    const [made] = await Promise.all([makeDatabases(shop), fillShop(shop.owner, { sizeMb: SHOP_MB, signal })]);
    return made;
  });
  const sources = await addSources(api, { shop: shop.owner, ...databases });
  const { people, tenantId } = await addPeople(api);
  await addApiKeys(api);
  const schedules = await addSchedules(api, sources);
  const channel = await addChannels(api, receiver);
  await api.put('/settings', { retentionDays: 90, keep: { weekly: 8, monthly: 12 } });

  const ids = {
    ...idsOf('source', sources),
    ...idsOf('schedule', schedules),
    ...idsOf('person', people),
    channel: channel.id,
    tenant: tenantId,
  };
  const past = { client: control, storeDir };
  await step('Backing up, and giving it a past', async () => {
    for (const name of ['shop', 'billing', 'analytics']) {
      const run = await runNow(api, schedules[name]);
      const backup = await api.get(`/backups/${run.backupId}`);
      const schedule = { ...schedules[name], run };
      const times = {
        shop: days(1, 27, 2),
        billing: days(1, 9, 0).flatMap((day) =>
          [18, 12, 6, 0].map((hours) => new Date(day.getTime() + hours * 3_600_000)),
        ),
        analytics: days(3, 16, 2.5),
      }[name];
      const copies = await addPast({ ...past, backup, schedule, times });
      ids[`backup:${name}`] = backup.id;
      ids[`past:${name}`] = copies[0];
      if (name === 'analytics') await failing({ api, shop, ...past, schedule, ids });
    }
    await numberThePast(control);
  });

  await step('Proving, drilling and damaging', async () => {
    await verify(api, ids['backup:shop'], 'restored');
    await addDrills({ client: control, drill: await drill(api, sources.shop.id), weeks: 8 });
    ids.damaged = (await backUp(api, sources.billing.id)).id;
    await damageStored({ api, control, storeDir, backupId: ids.damaged });
    await backUp(api, sources.billing.id);
    await backUp(api, sources.warehouse.id);
    ids.uploaded = await importDump(api, { from: ids['backup:billing'], sourceId: sources.billing.id });
  });

  await step('Restoring, and living on', async () => {
    const before = await backUp(api, sources.shop.id, {
      name: 'before the spring release',
      description: 'Taken by the release team, the evening before 4.2 went out.',
      appVersion: '4.1.7',
      tags: ['release'],
    });
    await api.patch(`/backups/${before.id}`, { pinned: true });
    ids.backup = before.id;
    await migrateShop(shop.owner);
    await driftShop(shop.app, SHOP_ROWS);
    ids.rolledBack = (await restore(api, ids.backup)).id;
    await rollBack(api, ids.rolledBack);
    ids.restored = (await restore(api, ids['backup:shop'])).id;
    await driftShop(shop.app, SHOP_ROWS);
    ids.drill = (await drill(api, sources.shop.id)).id;
  });
  await api.put('/settings', { approvalRequired: true });
  return { ids, people };
}

async function addSources(api, databases) {
  const sources = {};
  for (const [name, database] of Object.entries(databases)) {
    const migrations = { framework: 'typeorm', codePath: MIGRATIONS_FOLDER, runner: 'typeorm' };
    sources[name] = await api.post('/sources', { name, database, ...(name === 'shop' && { migrations }) });
  }
  return sources;
}

/** Since the evening before last somebody's new table is in the way, every night. */
async function failing({ api, shop, client, schedule, ids }) {
  await lockOut(shop);
  const run = await runNow(api, schedule);
  const backup = await api.get(`/backups/${run.backupId}`);
  for (const daysAgo of [2, 1])
    await addFailure({ client, backup, schedule: { ...schedule, run }, createdAt: nightOf(daysAgo, 2.5) });
  ids.failed = backup.id;
}

const idsOf = (kind, records) =>
  Object.fromEntries(Object.entries(records).map(([name, { id }]) => [`${kind}:${name}`, id]));
