import { formatDuration } from '../demo/format.mjs';
import { measurePlainDump } from '../demo/plain-dump.mjs';
import { median } from './median.mjs';

/**
 * Backups, seen by a client from the request to `completed`, in turns with `pg_dump -Fc` of the same database. The
 * first turn of each warms the caches and is not counted.
 */
export async function measureBackups({ api, shop, home, sourceId, rounds }) {
  const ours = [];
  const plain = [];
  let backup;
  for (let round = 0; round <= rounds; round++) {
    const startedAt = performance.now();
    const accepted = await api.post('/backups', { sourceId });
    backup = await api.follow(`/backups/${accepted.backup.id}`, accepted.jobId);
    if (backup.status !== 'completed')
      throw new Error(`The backup ended as ${backup.status}: ${backup.error?.message}`);
    const milliseconds = performance.now() - startedAt;
    const dump = await measurePlainDump(shop.server, shop.owner, home);
    const note = round === 0 ? ' (warm-up)' : '';
    console.log(
      `  backup ${formatDuration(milliseconds)} · pg_dump -Fc ${formatDuration(dump.milliseconds)} · ${(milliseconds / dump.milliseconds).toFixed(2)}${note}`,
    );
    if (round === 0) continue;
    ours.push({ milliseconds, bytes: backup.storedBytes });
    plain.push(dump);
  }
  return {
    backup,
    oursMs: median(ours.map(({ milliseconds }) => milliseconds)),
    plainMs: median(plain.map(({ milliseconds }) => milliseconds)),
    oursBytes: median(ours.map(({ bytes }) => bytes)),
    plainBytes: median(plain.map(({ bytes }) => bytes)),
  };
}
