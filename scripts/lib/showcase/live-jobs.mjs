import { withClient } from '../demo/client.mjs';
import { createApiClient } from '../demo/api-client.mjs';
import { holdCopying } from './hold.mjs';

/**
 * Jobs in the middle of their work, and what waits for somebody: a backup that is being written, a restore that one person
 * asked for and another approved, and one that nobody has approved yet.
 * @returns {Promise<{ ids: Record<string, string>, release: () => Promise<void> }>}
 */
export async function startLiveJobs({ api, baseUrl, shop, ids, people }) {
  const grace = await signedIn(baseUrl, people.grace);
  const alan = await signedIn(baseUrl, people.alan);
  // Not in the shop itself: a session of somebody else's there would be in the way of its restore.
  return withClient({ ...shop.superuser, database: 'postgres' }, async (client) => {
    const { backup, jobId: backupJob } = await api.post('/backups', { sourceId: ids['source:warehouse'] });
    const letBackupGo = await holdCopying(client, 'warehouse');

    const asked = await grace.post(`/backups/${ids['backup:billing']}/restore`, { confirm: 'RESTORE' });
    const { restore } = await grace.post(`/backups/${ids.backup}/restore`, { confirm: 'RESTORE' });
    const { jobId: restoreJob } = await alan.post(`/restores/${restore.id}/approve`);
    const letRestoreGo = await holdCopying(client, 'bst\\_%');
    return {
      ids: { running: backup.id, waiting: asked.restore.id, restoring: restore.id },
      async release() {
        letBackupGo();
        letRestoreGo();
        await Promise.all([api.waitForJob(backupJob), api.waitForJob(restoreJob)]);
      },
    };
  });
}

async function signedIn(baseUrl, { email, password }) {
  const api = createApiClient(baseUrl, AbortSignal.timeout(600_000));
  await api.login(email, password);
  return api;
}
