import type { EntityManager } from 'typeorm';
import type { WantedBackup } from './wanted-backup.js';

/** By the last one of the same source: the best guess before it is made. Of a first one, by what was estimated. */
const LAST_OF_SOURCE = `
  SELECT "storedBytes" FROM backups
   WHERE "sourceId" = coming."sourceId" AND "deletedAt" IS NULL AND "finishedAt" IS NOT NULL AND status = 'completed'
   ORDER BY "finishedAt" DESC LIMIT 1`;

/** What has come in whole, and is just being read: it is in no tally before its import has ended. */
const UPLOADED = `
  SELECT upload.bytes AS "storedBytes" FROM received_uploads upload JOIN jobs job ON job."subjectId" = upload."backupId"
   WHERE upload."tenantId" = $1 AND job.action = 'import' AND job.state IN ('waiting', 'active')`;

/** What the backup that is asked for, and those of its tenant that are being made, will take in the store; about. */
export async function expectedBytes(
  manager: EntityManager,
  { tenantId, sourceId, bytes, expectedBytes: estimated = null }: WantedBackup,
): Promise<number> {
  const [row] = await manager.query<{ bytes: string | null }[]>(
    `SELECT sum("storedBytes") AS bytes FROM (
       SELECT coalesce(last."storedBytes", coming.estimated) AS "storedBytes" FROM (
         SELECT lock."sourceId", (job.parameters->>'expectedBytes')::bigint AS estimated FROM source_locks lock JOIN jobs job ON job.id = lock."jobId"
          WHERE lock."tenantId" = $1 AND job.action = 'backup'
         UNION ALL SELECT $2::uuid, $3::bigint WHERE $2::uuid IS NOT NULL
       ) coming LEFT JOIN LATERAL (${LAST_OF_SOURCE}) last ON true
       UNION ALL ${UPLOADED}
     ) being_made`,
    [tenantId, bytes === undefined ? sourceId : null, estimated],
  );
  return Number(row?.bytes ?? 0) + (bytes ?? 0);
}
