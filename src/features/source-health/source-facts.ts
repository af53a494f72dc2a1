import type { EntityManager } from 'typeorm';
import { includesLevel, type ProofLevel } from '../backups/backup-states.js';
import type { SourceFacts } from './source-health.js';

export interface KnownSource extends SourceFacts {
  id: string;
  tenantId: string;
  name: string;
  /** Of the newest completed backup. */
  lastDurationMs: number | null;
  lastStoredBytes: number | null;
  /** When a backup of it was last restored for trial, and how far that went. */
  lastProvenAt: Date | null;
  lastProof: ProofLevel | null;
  completed24h: number;
  failed24h: number;
}

/** By how many of the last backups a source is judged. */
const LAST = 10;
/** By how many it is told how long one usually takes. */
const USUAL_OF = 20;
/** Among how many of those that were restored for trial the last such trial is looked for. */
const PROVEN_OF = 20;

interface Row extends Omit<
  KnownSource,
  'isRehearsed' | 'usualMs' | 'lastDurationMs' | 'lastStoredBytes' | 'corrupted'
> {
  proof: ProofLevel | null;
  usualMs: string | null;
  lastDurationMs: string | null;
  lastStoredBytes: string | null;
  corrupted: string | null;
}

/**
 * What is known of every source that the transaction may see, or of one tenant's. Source by source, each by a few entries
 * of the index of ended backups, so that it takes as long with a hundred thousand backups as with a hundred.
 */
export async function readSourceFacts(manager: EntityManager, tenantId: string | null): Promise<KnownSource[]> {
  const rows = await manager.query<Row[]>(SOURCE_FACTS, [tenantId]);
  return rows.map(({ proof, usualMs, lastDurationMs, lastStoredBytes, corrupted, ...row }) => ({
    ...row,
    isRehearsed: proof !== null && includesLevel(proof, 'restored'),
    usualMs: numberOrNull(usualMs),
    lastDurationMs: numberOrNull(lastDurationMs),
    lastStoredBytes: numberOrNull(lastStoredBytes),
    corrupted: Number(corrupted ?? 0),
  }));
}

/** What somebody uploaded says nothing of how well the source is backed up. */
const OF_SOURCE = `FROM backups WHERE "sourceId" = source.id AND "deletedAt" IS NULL AND "finishedAt" IS NOT NULL AND origin <> 'upload'`;

const REHEARSED = `'restored', 'counted', 'migrated'`;

/** A trial outlives its backup: as a drill, and not where it was of something uploaded. */
const TRIALS = `
  SELECT (trial ->> 'at')::timestamptz AS at, trial ->> 'level' AS level
    FROM (SELECT proofs ${OF_SOURCE} AND proof IN (${REHEARSED})
           ORDER BY "finishedAt" DESC LIMIT ${PROVEN_OF}) proven, jsonb_array_elements(proofs) trial
   WHERE trial ->> 'level' IN (${REHEARSED})
   UNION ALL
  (SELECT "finishedAt", proof FROM drills
    WHERE "sourceId" = source.id AND status = 'completed'
      AND NOT EXISTS (SELECT FROM backups WHERE id = drills."backupId" AND origin = 'upload')
    ORDER BY "createdAt" DESC LIMIT 1)`;

const SOURCE_FACTS = `
  SELECT source.id, source."tenantId", source.name, source."createdAt", now() AS now,
         newest."finishedAt" AS "lastBackupAt", newest."startedAt" AS "lastStartedAt", newest.proof,
         newest."durationMs" AS "lastDurationMs", newest."storedBytes" AS "lastStoredBytes",
         job."startedAt" AS "runningSince", usual.ms AS "usualMs", last.outcomes,
         recent.completed AS "completed24h", recent.failed AS "failed24h", damaged.backups AS corrupted,
         drill.outcome AS "lastDrill", trial.at AS "lastProvenAt", trial.level AS "lastProof"
    FROM sources source
    LEFT JOIN source_locks lock ON lock."sourceId" = source.id
    LEFT JOIN jobs job ON job.id = lock."jobId" AND job.action = 'backup' AND job.state = 'active'
    LEFT JOIN LATERAL (
      SELECT "finishedAt", "startedAt", proof, "durationMs", "storedBytes" ${OF_SOURCE} AND status = 'completed'
       ORDER BY "finishedAt" DESC LIMIT 1
    ) newest ON true
   CROSS JOIN LATERAL (
      SELECT percentile_disc(0.95) WITHIN GROUP (ORDER BY "durationMs") AS ms FROM (
        SELECT "durationMs" ${OF_SOURCE} AND status = 'completed' ORDER BY "finishedAt" DESC LIMIT ${USUAL_OF}
      ) newest
    ) usual
   CROSS JOIN LATERAL (
      SELECT coalesce(json_agg(status ORDER BY "finishedAt" DESC), '[]') AS outcomes FROM (
        SELECT status, "finishedAt" ${OF_SOURCE} AND status IN ('completed', 'failed', 'corrupted')
         ORDER BY "finishedAt" DESC LIMIT ${LAST}
      ) newest
    ) last
   CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE status <> 'failed')::int AS completed,
             count(*) FILTER (WHERE status = 'failed')::int AS failed
      ${OF_SOURCE} AND "finishedAt" >= now() - interval '1 day' AND status IN ('completed', 'failed', 'corrupted')
    ) recent
    LEFT JOIN LATERAL (
      SELECT sum(backups) AS backups FROM backup_tallies tally
       WHERE tally."tenantId" = source."tenantId" AND tally.fact = 'existing' AND tally.day IS NULL
         AND tally."sourceId" = source.id AND tally.status = 'corrupted'
    ) damaged ON true
    LEFT JOIN LATERAL (
      SELECT substr(kind, 7) AS outcome FROM events
       WHERE events."sourceId" = source.id AND kind IN ('drill.completed', 'drill.failed')
       ORDER BY "createdAt" DESC LIMIT 1
    ) drill ON true
    LEFT JOIN LATERAL (
      SELECT at, level FROM (${TRIALS}) trials
       ORDER BY at DESC, array_position(ARRAY[${REHEARSED}], level) DESC LIMIT 1
    ) trial ON true
   WHERE $1::uuid IS NULL OR source."tenantId" = $1
   ORDER BY source.name, source.id`;

function numberOrNull(text: string | null): number | null {
  return text === null ? null : Number(text);
}
