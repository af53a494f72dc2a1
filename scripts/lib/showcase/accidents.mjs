import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verify } from './jobs.mjs';

/** One byte of what is stored of a backup is another one; the next check finds out. */
export async function damageStored({ api, control, storeDir, backupId }) {
  const { rows } = await control.query('SELECT "storageKey" FROM artifacts WHERE "backupId" = $1', [backupId]);
  const file = join(storeDir, rows[0].storageKey);
  const bytes = readFileSync(file);
  bytes[bytes.length >> 1] ^= 0x10;
  // By way of another file: this one may have links.
  writeFileSync(`${file}.damaged`, bytes, { mode: 0o600 });
  renameSync(`${file}.damaged`, file);
  await verify(api, backupId, 'checksum');
}

/** A dump that comes from elsewhere. @returns {Promise<string>} the backup that it became */
export async function importDump(api, { from, sourceId }) {
  const dump = await api.download(`/backups/${from}/download?decrypt=true`);
  const form = new FormData();
  form.set('sourceId', sourceId);
  form.set('name', 'from the old server');
  form.set('file', new Blob([dump]), 'billing.dump');
  const { backup, jobId } = await api.upload('/backups/import', form);
  await api.waitForJob(jobId);
  return backup.id;
}
