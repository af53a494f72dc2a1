/** A backup of a source, waited for. Failing is no error here: it is what some are for. */
export async function backUp(api, sourceId, request = {}) {
  const { backup, jobId } = await api.post('/backups', { sourceId, ...request });
  await api.waitForJob(jobId);
  return api.get(`/backups/${backup.id}`);
}

export async function verify(api, backupId, level) {
  const { jobId } = await api.post(`/backups/${backupId}/verify`, { level });
  await api.waitForJob(jobId);
}

export async function drill(api, sourceId) {
  const { drill: made, jobId } = await api.post('/drills', { sourceId });
  await api.waitForJob(jobId);
  return api.get(`/drills/${made.id}`);
}

/** By plan and word, waited for. */
export async function restore(api, backupId, request = {}) {
  const plan = await api.post(`/backups/${backupId}/restore-plan`, {});
  const made = await api.post(`/backups/${backupId}/restore`, { ...request, planId: plan.id, confirm: 'RESTORE' });
  await api.waitForJob(made.jobId);
  return api.get(`/restores/${made.restore.id}`);
}

export async function rollBack(api, restoreId) {
  const { jobId } = await api.post(`/restores/${restoreId}/rollback`);
  await api.waitForJob(jobId);
}
