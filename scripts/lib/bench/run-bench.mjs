import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fillShop } from '../../../examples/shop/generate.mjs';
import { MIGRATIONS_FOLDER, migrateShop } from '../../../examples/shop/migrate.mjs';
import { createApiClient } from '../demo/api-client.mjs';
import { startDemoServers } from '../demo/demo-servers.mjs';
import { bold, formatBytes, formatDuration, green, red } from '../demo/format.mjs';
import { MIGRATIONS_AT_BACKUP } from '../demo/steps/fill-shop.mjs';
import { printTable } from '../demo/table.mjs';
import { onShutdown } from '../shutdown.mjs';
import { step } from '../steps.mjs';
import { measureBackups } from './measure-backup.mjs';
import { measureDowntime, measureRestores } from './measure-restore.mjs';

/** Backup time by pg_dump's: what is promised. */
const BACKUP_GOAL = 0.45;

/**
 * @param {{sizeMb: number, rounds: number, jsonFile: string | null}} options
 * @returns {Promise<number>} 0 when the goal is met, else 1
 */
export async function runBench({ sizeMb, rounds, jsonFile }) {
  const stopping = new AbortController();
  const { home, backstitch, shop } = await startDemoServers();
  onShutdown(() => stopping.abort(new Error('the bench was stopped')));
  const { signal } = stopping;
  await migrateShop(shop.owner, { first: MIGRATIONS_AT_BACKUP });
  await step(`Filling a shop of ${sizeMb} MB`, () => fillShop(shop.owner, { sizeMb, signal }));

  const api = createApiClient(backstitch.baseUrl, signal);
  await api.login(backstitch.admin.email, backstitch.admin.password);
  const { id: sourceId } = await api.post('/sources', {
    name: 'bench',
    database: shop.owner,
    migrations: { framework: 'typeorm', codePath: MIGRATIONS_FOLDER, runner: 'typeorm' },
  });

  console.log(bold('\nBackup'));
  const { backup, ...backups } = await measureBackups({ api, shop, home, sourceId, rounds });
  console.log(bold('\nRestore'));
  const restores = await measureRestores({ api, shop, home, backup, rounds });
  const downtime = await measureDowntime({ api, shop, backup });

  const result = {
    databaseBytes: Number(await shop.server.query(`SELECT pg_database_size('shop')`)),
    postgres: shop.server.major,
    cpus: cpus().length,
    rounds,
    backup: {
      ...backups,
      timeRatio: backups.oursMs / backups.plainMs,
      sizeRatio: backups.oursBytes / backups.plainBytes,
    },
    restore: { ...restores, timeRatio: restores.sideMs / restores.plainMs },
    downtime,
    goals: { backupTimeRatio: BACKUP_GOAL },
  };
  printResult(result);
  if (jsonFile !== null) writeFileSync(jsonFile, `${JSON.stringify(result, null, 2)}\n`);
  return result.backup.timeRatio <= BACKUP_GOAL ? 0 : 1;
}

function printResult({ databaseBytes, backup, restore, downtime }) {
  const isMet = backup.timeRatio <= BACKUP_GOAL;
  const verdict = (isMet ? green : red)(`${backup.timeRatio.toFixed(2)} (goal ${BACKUP_GOAL})`);
  console.log(`\n${bold(`Medians, a database of ${formatBytes(databaseBytes)}`)}`);
  printTable(
    ['', 'Backstitch', 'PostgreSQL', 'ratio'],
    [
      [
        'backup, request to completed : pg_dump -Fc',
        formatDuration(backup.oursMs),
        formatDuration(backup.plainMs),
        verdict,
      ],
      ['… stored bytes', formatBytes(backup.oursBytes), formatBytes(backup.plainBytes), backup.sizeRatio.toFixed(2)],
      [
        'restore into the side database : pg_restore -j2',
        formatDuration(restore.sideMs),
        formatDuration(restore.plainMs),
        restore.timeRatio.toFixed(2),
      ],
      ['whole restore: safety backup, checks, migrations, swap', formatDuration(restore.wholeMs), '', ''],
      [
        `downtime of the swap, worst of ${downtime.clients} reconnecting clients`,
        formatDuration(downtime.worstMs),
        '',
        '',
      ],
    ],
  );
}
