/** What runs by itself. @returns {Promise<Record<string, object>>} the schedules, by what they are here */
export async function addSchedules(api, sources) {
  const zone = { timeZone: 'Europe/Berlin' };
  const nightly = { cron: '0 3 * * *', name: 'every night', ...zone };
  const schedules = {
    shop: await api.post('/schedules', { sourceId: sources.shop.id, ...nightly, tags: ['nightly'] }),
    analytics: await api.post('/schedules', { sourceId: sources.analytics.id, ...nightly, cron: '30 3 * * *' }),
    billing: await api.post('/schedules', {
      sourceId: sources.billing.id,
      name: 'around the clock',
      every: '6h',
      ...zone,
    }),
    drill: await api.post('/schedules', {
      sourceId: sources.shop.id,
      action: 'drill',
      name: 'Sunday’s drill',
      cron: '0 5 * * SUN',
      ...zone,
    }),
    paused: await api.post('/schedules', {
      sourceId: sources.warehouse.id,
      name: 'while nobody moves stock',
      cron: '0 23 * * *',
      window: { from: '22:00', to: '05:00', timeZone: 'Europe/Berlin' },
      ...zone,
    }),
  };
  await api.post(`/schedules/${schedules.paused.id}/pause`);
  return schedules;
}

/** Asks for a run of a schedule now, and waits for it. @returns {Promise<object>} the run */
export async function runNow(api, schedule) {
  const { jobId } = await api.post(`/schedules/${schedule.id}/run`);
  await api.waitForJob(jobId);
  const { items } = await api.get(`/schedules/${schedule.id}/runs`);
  return items.find((run) => run.jobId === jobId);
}

/** Who is told. @returns {Promise<object>} the one that was tried */
export async function addChannels(api, receiver) {
  const pager = await api.post('/notification-channels', {
    name: 'on call',
    kind: 'webhook',
    url: `${receiver.url}/page`,
    timeZone: 'Europe/Berlin',
    digest: { enabled: true, hour: 7, minute: 30 },
  });
  await api.post(`/notification-channels/${pager.id}/test`);
  await api.post('/notification-channels', {
    name: '#backups',
    kind: 'slack',
    url: `${receiver.url}/services/T0/B0/backups`,
    events: ['succeeded', 'drill_done', 'restore_done', 'approval'],
  });
  await api.post('/notification-channels', {
    name: 'auditors',
    kind: 'email',
    email: { to: ['audit@example.com'], smtp: { host: 'smtp.example.com', port: 587, from: 'backups@example.com' } },
    enabled: false,
  });
  return pager;
}
