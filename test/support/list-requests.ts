import type { Client } from 'pg';

/**
 * A request of every list, filter, sort, page and figure of the API, of which most have many rows to look at: what a
 * person sees who opens a page, and what one sees who turns to the last.
 */
export async function listRequests(client: Client): Promise<string[]> {
  const one = async (sql: string): Promise<string> => {
    const { rows } = await client.query<{ value: string }>(sql);
    if (rows[0] === undefined) throw new Error(`Nothing is there: ${sql}`);
    return encodeURIComponent(rows[0].value);
  };
  // Of the tenant that is not the default one, so that its admin finds them, too.
  const tenant = `(SELECT id FROM tenants WHERE slug = 'customer-2')`;
  const source = await one(`SELECT id AS value FROM sources WHERE "tenantId" = ${tenant} ORDER BY id LIMIT 1`);
  const backup = await one(
    `SELECT id AS value FROM backups WHERE "tenantId" = ${tenant} AND status = 'completed' ORDER BY id DESC LIMIT 1`,
  );
  const restore = await one(`SELECT id AS value FROM restores WHERE "tenantId" = ${tenant} ORDER BY id DESC LIMIT 1`);
  const job = await one(`SELECT id AS value FROM jobs WHERE "tenantId" = ${tenant} ORDER BY id DESC LIMIT 1`);
  const newest = (table: string, condition = 'true'): Promise<string> =>
    one(`SELECT id AS value FROM ${table} WHERE "tenantId" = ${tenant} AND ${condition} ORDER BY id DESC LIMIT 1`);
  const [schedule, drill, run, channel] = [
    await newest('schedules', `action = 'backup'`),
    ...[await newest('drills'), await newest('retention_runs'), await newest('notification_channels')],
  ];
  const person = await newest('users', `email = 'ada@example.test'`);
  const ids = await one(
    `SELECT string_agg(id::text, ',') AS value FROM (SELECT id FROM backups WHERE "tenantId" = ${tenant} ORDER BY id LIMIT 20) b`,
  );
  const recently = await one(`SELECT (now() - interval '30 days')::date || 'T00:00:00Z' AS value`);
  const soon = await one(`SELECT (now() + interval '12 days')::date || 'T00:00:00Z' AS value`);
  const longAgo = await one(`SELECT (now() - interval '700 days')::date || 'T00:00:00Z' AS value`);
  return [
    ...['', '?limit=200', '?page=1600', '?page=1600&order=asc', '?page=160&limit=200'].map((q) => `/backups${q}`),
    ...['createdAt', 'name', 'storedBytes', 'durationMs', 'id'].flatMap((sort) => [
      `/backups?sort=${sort}`,
      `/backups?sort=${sort}&order=asc`,
      `/backups?sort=${sort}&page=1500`,
    ]),
    `/backups?sourceId=${source}`,
    `/backups?sourceId=${source}&page=200`,
    `/backups?sourceId=${source}&status=completed&sort=storedBytes`,
    ...['completed', 'failed', 'corrupted', 'running', 'running,pending', 'failed,canceled'].map(
      (s) => `/backups?status=${s}`,
    ),
    ...['manual', 'scheduled', 'safety', 'upload'].map((o) => `/backups?origin=${o}`),
    ...['none', 'decoded', 'counted', 'migrated'].map((p) => `/backups?proof=${p}`),
    `/backups?type=full&contents=database`,
    `/backups?from=${recently}`,
    `/backups?to=${longAgo}`,
    `/backups?from=${longAgo}&to=${recently}&status=completed&origin=scheduled`,
    `/backups?q=shop`,
    `/backups?q=release%204.42`,
    `/backups?q=nothing%20has%20this`,
    `/backups?q=sh`,
    `/backups?q=module%207&status=completed&sort=storedBytes`,
    `/backups?ids=${ids}`,
    `/backups/${backup}`,
    `/backups/${backup}/contents`,
    `/backups/${backup}/logs`,
    `/backups/${backup}/logs?after=30&level=warn`,
    ...[
      '',
      '?page=300',
      '?order=asc',
      '?sort=durationMs',
      '?status=failed',
      '?status=running',
      `?sourceId=${source}`,
      `?backupId=${backup}`,
      '?strategy=swap',
      '?strategy=in_place,new_database',
      `?from=${recently}`,
      `?from=${longAgo}&to=${recently}&status=completed`,
      '?q=shop',
      '?q=ada',
      '?q=%23420',
      '?q=2026-0',
      '?q=nothing%20has%20this',
      '?q=ada&status=failed&sort=durationMs',
    ].map((q) => `/restores${q}`),
    ...[
      '?by=day',
      '?by=status',
      '?by=source',
      `?by=day&sourceId=${source}`,
      '?by=day&status=failed',
      '?by=day&q=ada',
    ].map((q) => `/restores/counts${q}`),
    `/restores/${restore}`,
    `/restores/${restore}/logs`,
    `/restores/${restore}/report`,
    ...['', '?sort=name', '?q=shop', '?sort=createdAt&order=asc'].map((q) => `/sources${q}`),
    `/sources/${source}`,
    `/jobs/${job}`,
    ...[
      '',
      '?page=1500',
      '?order=asc',
      '?state=waiting',
      '?state=failed',
      '?state=completed&action=restore',
      '?action=drill',
      `?sourceId=${source}&state=completed`,
      `?subjectType=backup&subjectId=${backup}`,
      `?from=${recently}`,
      '?q=ada',
      '?q=%23420',
      '?q=nothing%20has%20this',
      `?q=ada&sourceId=${source}`,
    ].map((q) => `/jobs${q}`),
    ...['', '?action=backup', `?sourceId=${source}`, `?from=${recently}`, '?q=ada'].map((q) => `/jobs/counts${q}`),
    `/backups/${backup}/history`,
    ...['', '?part=done_to', '?part=done_by', '?part=done_by&page=300'].map((q) => `/users/${person}/history${q}`),
    `/schedules/calendar?from=${recently}&to=${soon}`,
    `/schedules/calendar?from=${recently}&to=${soon}&sourceId=${source}`,
    ...[
      '',
      '?page=1000',
      '?order=asc',
      '?actor=ada@example.test',
      '?action=backup.create',
      '?outcome=refused',
      '?subjectType=backup',
      `?from=${longAgo}&to=${recently}`,
      '?q=backup',
      '?q=nothing%20has%20this',
    ].map((q) => `/audit-events${q}`),
    ...['/users', '/users?q=admin', '/api-keys', '/sessions'],
    ...['', '?sort=nextDueAt', `/${schedule}`, `/${schedule}/runs`, `/${schedule}/runs?page=20&order=asc`].map(
      (q) => `/schedules${q}`,
    ),
    ...[
      '',
      '?page=150',
      '?status=failed',
      `?sourceId=${source}`,
      '?sort=recoverySeconds',
      `/${drill}`,
      `?from=${recently}`,
      '?q=%23420',
      '?q=week',
    ].map((q) => `/drills${q}`),
    ...['', '?page=300', `?sourceId=${source}`, '?status=stopped', `/${run}`].map((q) => `/retention/runs${q}`),
    ...['', `/${channel}`, `/${channel}/deliveries`, `/${channel}/deliveries?page=20`].map(
      (q) => `/notification-channels${q}`,
    ),
    ...['', '/history', '/history?page=100', '/history?field=retentionDays'].map((q) => `/settings${q}`),
    ...['/stats/overview', '/stats/trends', '/stats/trends?days=365', '/health/backup'],
    ...['day', 'status', 'source'].map((by) => `/backups/counts?by=${by}`),
  ];
}
