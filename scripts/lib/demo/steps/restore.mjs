import { startDowntimeProbe } from '../downtime-probe.mjs';
import { formatDuration } from '../format.mjs';
import { showProgressOf } from '../job-progress.mjs';
import { withClient } from '../client.mjs';

export const restoreTheBackup = {
  title: 'The restore, while a client keeps coming back',
  async run({ api, shop, options, checks, facts }) {
    const probe = startDowntimeProbe(shop.app);
    try {
      facts.restore = options.sabotage === 'skip-swap' ? pretend(facts) : await restore(api, facts);
    } finally {
      facts.probe = await probe.stop();
    }
    if (options.sabotage === 'alter-row') await alterOneRow(shop);
    for (const { name, status, startedAt, finishedAt } of facts.restore.phases ?? []) {
      const took = startedAt && finishedAt ? formatDuration(Date.parse(finishedAt) - Date.parse(startedAt)) : '';
      console.log(`    ${name.padEnd(16)} ${String(status).padEnd(10)} ${took}`);
    }
    const { status, error } = facts.restore;
    checks.check(
      'the restore is completed',
      status === 'completed',
      error ? `${error.code}: ${error.message}` : undefined,
    );
  },
};

async function restore(api, facts) {
  const progress = showProgressOf('Restoring');
  const startedAt = performance.now();
  const { restore, jobId } = await api.post(`/backups/${facts.backup.id}/restore`, {
    planId: facts.plan.id,
    confirm: 'RESTORE',
  });
  const finished = await api.follow(`/restores/${restore.id}`, jobId, progress.onProgress);
  facts.restoreMs = performance.now() - startedAt;
  progress.done(`${finished.status} in ${formatDuration(facts.restoreMs)}`, finished);
  return finished;
}

/** Sabotage: nobody asks for the restore, and everybody says it went well. */
function pretend(facts) {
  facts.restoreMs = 0;
  return { status: 'completed', phases: [], downtimeMs: 100 };
}

/** Sabotage: one value in one row of all. */
function alterOneRow({ superuser }) {
  return withClient(superuser, (client) => client.query('UPDATE public.products SET stock = stock + 1 WHERE id = 1'));
}
