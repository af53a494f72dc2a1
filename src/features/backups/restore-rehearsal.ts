import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import type { OwnerMap } from '../../platform/postgres/archive/map-roles.js';
import { rolesNamedAnyway } from '../../platform/postgres/archive/role-mentions.js';
import type { TocEntry } from '../../platform/postgres/archive/toc.js';
import { archiveFindings } from '../../platform/postgres/blockers-archive.js';
import { type ConnectionTarget, type DatabaseClient, withConnection } from '../../platform/postgres/connection.js';
import { createExtensionsAt } from '../../platform/postgres/extension-versions.js';
import { countRows } from '../../platform/postgres/row-counts.js';
import { endPredecessors } from '../../platform/postgres/sessions.js';
import type { JobContext } from '../jobs/job-context.js';
import { type Progress, progressAt } from '../jobs/progress.js';
import { settingsOf } from '../settings/tenant-settings.js';
import { SourceConnections } from '../sources/source-connections.js';
import type { Source } from '../sources/source.entity.js';
import { ArchiveRestore, type RestoredArchive } from './archive-restore.js';
import { onlyArtifact } from './artifact-check.js';
import { ArtifactStreams } from './artifact-streams.js';
import type { Backup, Proof } from './backup.entity.js';
import { assertRestoredCounts } from './count-comparison.js';
import { compareFingerprints, type FingerprintComparison, rowsIn } from './fingerprints.js';
import { ManifestStore } from './manifest-store.js';
import { rehearsalHoursFor, withinHours } from './rehearsal-deadline.js';
import { ScratchDatabases } from './scratch-databases.js';

export interface Rehearsal {
  backup: Backup;
  job: JobContext;
  /** On whose server: the backup's own source, or another one. */
  host: Source;
  progress: (progress: Progress) => Promise<void>;
  /** Told before each part begins, for whoever keeps a record of them. */
  begins?: (part: RehearsalPart) => Promise<void>;
  /** What else is tried out in the restored database, before it is dropped. */
  afterwards?: (place: RehearsalPlace, proofs: [restored: Proof, counted: Proof]) => Promise<void>;
}

export type RehearsalPart = 'scratch_database' | 'restoring' | 'counting';

export interface RehearsalPlace {
  scratch: ConnectionTarget;
  /** A database of the same server, to look at it from. */
  maintenance: ConnectionTarget;
  /** That of the job; aborted, too, when the rehearsal takes too long. */
  signal: AbortSignal;
}

/**
 * Restores a backup into a scratch database on a source's server, counts every table, compares, and drops it. The live
 * database is not even connected to, and no source's lock taken.
 */
@Injectable()
export class RestoreRehearsal {
  constructor(
    private readonly connections: SourceConnections,
    private readonly manifests: ManifestStore,
    private readonly scratches: ScratchDatabases,
    private readonly restore: ArchiveRestore,
    private readonly streams: ArtifactStreams,
  ) {}

  /**
   * Throws the damage codes for damage; RESTORE_FAILED, PERMISSION_DENIED, SOURCE_UNREACHABLE when it could not be tried,
   * STALLED when it would not end.
   */
  async run(rehearsal: Rehearsal): Promise<Proof[]> {
    const { backup, job, host } = rehearsal;
    await rehearsal.begins?.('scratch_database');
    const maintenance = await this.maintenanceOf(host);
    // Of its own database: the scratch one is made from `maintenance`, whichever that is, and nothing is changed there.
    await this.connections.assertNotControl(maintenance, host.mayShareControlServer, host.database.database);
    const { properties } = (await this.manifests.read(backup)).database;
    job.throwIfAborted();
    const { rehearsalMaxHours } = await job.transaction((manager) => settingsOf(manager, backup.tenantId));
    const hours = rehearsalHoursFor(rehearsalMaxHours, backup.rawBytes);
    return this.scratches.use({ job, source: host, maintenance, properties, isTrusted: backup.trusted }, (scratch) =>
      withinHours(hours, job.signal, async (signal) => {
        const place = { scratch, maintenance, signal };
        const proofs = await this.tryOut({ ...rehearsal, ...place });
        await rehearsal.afterwards?.(place, proofs);
        return proofs;
      }),
    );
  }

  /** After a crash: ends what the worker before left running on the server, and drops what it made there. */
  async takeOver(host: Source, job: JobContext): Promise<void> {
    if (job.job.epoch === 1) return;
    const maintenance = await this.maintenanceOf(host);
    await withConnection(maintenance, { applicationName: job.applicationName }, (admin) =>
      endPredecessors(admin, { id: job.fenceId, epoch: job.job.epoch }),
    );
    await this.scratches.dropOf(job, maintenance);
  }

  private async maintenanceOf(host: Source): Promise<ConnectionTarget> {
    return this.connections.maintenanceTarget(await this.connections.target(host), host.database);
  }

  private async tryOut(trial: Trial): Promise<[restored: Proof, counted: Proof]> {
    const { backup, job, maintenance, scratch } = trial;
    await trial.begins?.('restoring');
    const { noOwner, notes } = await onScratch(trial, (db) => prepare(db, backup));
    for (const note of notes) job.log('warn', 'restoring', note);
    const ownerMap = noOwner ? await this.ourselvesForMissing(trial) : {};
    const restored = await this.restore.into({
      ...{ backup, target: scratch, maintenance, noOwner, ownerMap },
      applicationName: job.applicationName,
      signal: trial.signal,
      progress: { phase: 'restoring', fromPercent: 15, toPercent: 70, write: trial.progress },
      log: (level, message, data) => {
        job.log(level, 'restoring', message, data);
      },
    });
    const restoredAt = new Date().toISOString();
    await trial.begins?.('counting');
    const startedAt = performance.now();
    const counted = await onScratch(trial, (db) => compare(db, trial, () => this.readToc(trial)));
    const seconds = Math.round(performance.now() - startedAt) / 1_000;
    return [
      {
        level: 'restored',
        at: restoredAt,
        seconds: restored.seconds,
        evidence: { ...evidenceOf(restored), database: scratch.database, noOwner, notes },
      },
      { level: 'counted', at: new Date().toISOString(), seconds, evidence: counted },
    ];
  }

  private async readToc({ backup, signal }: Trial): Promise<readonly TocEntry[]> {
    return (await this.streams.readToc(onlyArtifact(backup), signal)).toc;
  }

  /** Policies and user mappings name roles even without owners: nobody will ever meet them in a scratch database. */
  private async ourselvesForMissing(trial: Trial): Promise<OwnerMap> {
    const toc = await this.readToc(trial);
    const { rows } = await onScratch(trial, (db) =>
      db.query<{ name: string; me: string }>(
        `SELECT n.name, current_user::text AS me FROM unnest($1::text[]) AS n(name)
          WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_roles r WHERE r.rolname = n.name)`,
        [rolesNamedAnyway(toc)],
      ),
    );
    return Object.fromEntries(rows.map(({ name, me }) => [name, me]));
  }
}

type Trial = Rehearsal & RehearsalPlace;

function onScratch<Result>({ job, scratch }: Trial, work: (db: DatabaseClient) => Promise<Result>): Promise<Result> {
  return withConnection(scratch, { applicationName: job.applicationName }, work);
}

function evidenceOf({ commands, pgRestore, jobs, streams, dataSeconds }: RestoredArchive): Record<string, unknown> {
  return { commands, exitCode: 0, program: `pg_restore ${pgRestore}`, jobs, streams, dataSeconds };
}

const OF_ROLES = new Set(['ROLES_MISSING', 'OWNERS_NOT_OURS', 'GRANTORS_NOT_OURS']);

/** Without roles that the server lacks, or that ours may not act for, the rows can be proven all the same: then nobody's but ours. */
async function prepare(db: DatabaseClient, backup: Backup): Promise<{ noOwner: boolean; notes: string[] }> {
  const needs = {
    serverMajor: Number.parseInt(backup.versions?.server ?? '0', 10),
    owners: backup.roles?.owners ?? [],
    grantees: backup.roles?.grantees ?? [],
    grantors: backup.roles?.grantors ?? [],
    tablespaces: backup.tablespaces ?? [],
    extensions: (backup.extensions ?? []).map(({ name }) => name),
  };
  const { blockers } = await archiveFindings(db, needs, false);
  const ofRoles = blockers.filter(({ code }) => OF_ROLES.has(code));
  const [inTheWay] = blockers.filter((blocker) => !ofRoles.includes(blocker));
  if (inTheWay !== undefined) {
    const code = inTheWay.code === 'EXTENSION_NOT_ALLOWED' ? 'PERMISSION_DENIED' : 'RESTORE_FAILED';
    throw new AppError(code, `The backup cannot be restored on this server: ${inTheWay.message}`, {
      hint: inTheWay.hint,
    });
  }
  const { warnings } = await createExtensionsAt(db, backup.extensions ?? []);
  const notes = ofRoles.map(({ message }) => `Restored without owners and privileges (noOwner): ${message}`);
  return { noOwner: ofRoles.length > 0, notes: [...notes, ...warnings] };
}

async function compare(
  db: DatabaseClient,
  { backup, job, progress, signal }: Trial,
  readToc: () => Promise<readonly TocEntry[]>,
): Promise<{ tables: number; rows: number; fingerprints: FingerprintComparison }> {
  const expected = new Map(Object.entries(backup.tableCounts ?? {}));
  job.log('info', 'counting', `Counting the rows of ${expected.size} tables in the scratch database.`);
  const tables = [...expected.keys()].map((name) => {
    const condition = backup.countConditions[name];
    return condition === undefined ? { name } : { name, condition };
  });
  const found = await countRows(db, tables, { signal, onProgress: progressIn(progress, 'counting', 75, 85) });
  await assertRestoredCounts(expected, found, readToc);
  const rows = [...found.values()].reduce((sum, count) => sum + count, 0);
  const onProgress = progressIn(progress, 'fingerprints', 85, 97);
  const fingerprints = await compareFingerprints(rowsIn(db, { signal, onProgress }), backup, readToc);
  if (backup.fingerprints !== null && fingerprints.skipped !== null)
    job.log('warn', 'fingerprints', fingerprints.skipped);
  job.log('info', 'counting', `Every table has the rows of the backup: ${rows} in all.`, {
    fingerprints: fingerprints.tables,
  });
  return { tables: expected.size, rows, fingerprints };
}

function progressIn(
  write: Rehearsal['progress'],
  phase: string,
  from: number,
  to: number,
): (done: number, total: number) => void {
  return (done, total) => {
    const percent = Math.round(from + ((to - from) * done) / Math.max(1, total));
    // A worker that lost its job is stopped by its watch; progress is no reason to fail.
    write(progressAt(phase, percent)).catch(() => undefined);
  };
}
