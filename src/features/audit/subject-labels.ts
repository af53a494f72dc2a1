/**
 * What a person calls a subject, and what else is concerned, as SQL over its id: read in the transaction of the act, since
 * names change and things are deleted. By SQL, since the trail knows no feature. `name` is text, `about` an array of ids.
 */
const LABELS: Record<string, string> = {
  source: `SELECT s.name, NULL::uuid[] AS about FROM sources s WHERE s.id = $1`,
  backup: `SELECT format('#%s of %s', b.number, coalesce(s.name, 'a deleted source')) AS name, ARRAY[b."sourceId"] AS about
             FROM backups b LEFT JOIN sources s ON s.id = b."sourceId" WHERE b.id = $1`,
  restore: `SELECT format('#%s of backup #%s of %s with %s', r.number, b.number, coalesce(s.name, 'a deleted source'), replace(r.strategy, '_', ' ')) AS name,
                   ARRAY[r."backupId", r."sourceId"] AS about
              FROM restores r LEFT JOIN backups b ON b.id = r."backupId" LEFT JOIN sources s ON s.id = r."sourceId" WHERE r.id = $1`,
  drill: `SELECT format('#%s of backup #%s of %s', d.number, b.number, coalesce(s.name, 'a deleted source')) AS name,
                 ARRAY[d."backupId", d."sourceId"] AS about
            FROM drills d LEFT JOIN backups b ON b.id = d."backupId" LEFT JOIN sources s ON s.id = d."sourceId" WHERE d.id = $1`,
  schedule: `SELECT h.name, ARRAY[h."sourceId"] AS about FROM schedules h WHERE h.id = $1`,
  retention_run: `SELECT coalesce(s.name, 'a deleted source') AS name, ARRAY[u."sourceId"] AS about
                    FROM retention_runs u LEFT JOIN sources s ON s.id = u."sourceId" WHERE u.id = $1`,
  notification_channel: `SELECT n.name, NULL::uuid[] AS about FROM notification_channels n WHERE n.id = $1`,
  api_key: `SELECT k.name, NULL::uuid[] AS about FROM api_keys k WHERE k.id = $1`,
  user: `SELECT u.email AS name, NULL::uuid[] AS about FROM users u WHERE u.id = $1`,
  tenant: `SELECT t.name, NULL::uuid[] AS about FROM tenants t WHERE t.id = $1`,
};

/** A query of one row at most, of the columns `name` and `about`, with the subject's id as `$1`; null for other subjects. */
export function labelQuery(subjectType: string | undefined): string | null {
  return subjectType !== undefined && Object.hasOwn(LABELS, subjectType) ? (LABELS[subjectType] ?? null) : null;
}
