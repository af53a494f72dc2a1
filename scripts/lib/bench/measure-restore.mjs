import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { startDowntimeProbe } from '../demo/downtime-probe.mjs';
import { formatDuration } from '../demo/format.mjs';
import { programEnvironment } from '../demo/plain-dump.mjs';
import { run } from '../run.mjs';
import { median } from './median.mjs';

const CLIENTS = 20;
const JOBS = 2;

/**
 * Restores in turns with `pg_restore -j2` of a local custom-format file into a new database. Compared is the restore
 * into the side database; the whole (safety backup, checks, migrations, swap) is told beside it.
 */
export async function measureRestores({ api, shop, home, backup, rounds }) {
  const file = join(home, 'plain.dump');
  const env = programEnvironment(shop.owner);
  const { bin } = shop.server;
  try {
    await run(join(bin, 'pg_dump'), ['-Fc', '-f', file], { env });
    const side = [];
    const whole = [];
    const plain = [];
    for (let round = 1; round <= rounds; round++) {
      const restore = await restoreOnce(api, backup);
      side.push(restore.sideMs);
      whole.push(restore.milliseconds);
      plain.push(await restorePlain(shop, bin, file, env));
      console.log(
        `  restore ${formatDuration(side.at(-1))} (whole job ${formatDuration(whole.at(-1))}) · pg_restore -j${JOBS} ${formatDuration(plain.at(-1))}`,
      );
    }
    return { sideMs: median(side), wholeMs: median(whole), plainMs: median(plain) };
  } finally {
    rmSync(file, { force: true });
  }
}

/** One more restore, this time under clients that reconnect all the time. */
export async function measureDowntime({ api, shop, backup }) {
  const probe = startDowntimeProbe(shop.app, { clients: CLIENTS });
  let restore;
  let seen;
  try {
    restore = await restoreOnce(api, backup);
  } finally {
    seen = await probe.stop();
  }
  const { swaps, downtimeMs, refused, answers } = seen;
  if (swaps !== 1) throw new Error(`The clients saw ${swaps} swaps instead of one.`);
  return { clients: CLIENTS, worstMs: downtimeMs, measuredByServerMs: restore.downtimeMs, refused, answers };
}

async function restoreOnce(api, backup) {
  const startedAt = performance.now();
  const { restore, jobId } = await api.post(`/backups/${backup.id}/restore`, { confirm: 'RESTORE' });
  const finished = await api.follow(`/restores/${restore.id}`, jobId);
  if (finished.status !== 'completed') {
    throw new Error(`The restore ended as ${finished.status}: ${finished.error?.message}`);
  }
  const phase = finished.phases.find(({ name }) => name === 'side_restore');
  return {
    milliseconds: performance.now() - startedAt,
    sideMs: Date.parse(phase.finishedAt) - Date.parse(phase.startedAt),
    downtimeMs: finished.downtimeMs,
  };
}

async function restorePlain({ server }, bin, file, env) {
  await server.query('CREATE DATABASE plain OWNER shop_owner TEMPLATE template0');
  try {
    const startedAt = performance.now();
    await run(join(bin, 'pg_restore'), [`-j${JOBS}`, '-d', 'plain', file], { env });
    return performance.now() - startedAt;
  } finally {
    await server.query('DROP DATABASE plain WITH (FORCE)');
  }
}
