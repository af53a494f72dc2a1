import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import { allOf, findNewDatabaseBlockers, findSwapBlockers } from '../../platform/postgres/blockers.js';
import { objectFindings } from '../../platform/postgres/blockers-rights.js';
import { ClientPrograms } from '../../platform/postgres/client-programs.js';
import { serverVersion } from '../../platform/postgres/database-properties.js';
import { findDumpObstacles } from '../../platform/postgres/dump-obstacles.js';
import { majorOf } from '../../platform/postgres/server-info.js';
import { finding, type SwapFinding, type SwapFindings } from '../../platform/postgres/swap-finding.js';
import { isDamage, onlyArtifact, pgDumpMajorOf } from '../backups/artifact-check.js';
import type { Backup } from '../backups/backup.entity.js';
import { ManifestStore } from '../backups/manifest-store.js';
import { StoragesService } from '../storages/storages.service.js';
import { InPlaceFindings } from './in-place-findings.js';
import { type ArchiveFindingsRequest, PlanArchive } from './plan-archive.js';
import { type FindingsRequest, noLive } from './plan-needs.js';
import type { Finding, PlanFacts } from './restore-plan.js';
import { TargetProperties } from './target-properties.js';
import { untrustedFindings, untrustedInPlace } from './untrusted-backup.js';

/** What stands in the way of each strategy, and what to know before it. Reads only. */
@Injectable()
export class PlanFindings {
  constructor(
    private readonly storages: StoragesService,
    private readonly manifests: ManifestStore,
    private readonly properties: TargetProperties,
    private readonly inPlace: InPlaceFindings,
    private readonly clients: ClientPrograms,
    private readonly archives: PlanArchive,
  ) {}

  async of(asked: FindingsRequest): Promise<Pick<PlanFacts, 'findings' | 'drops'>> {
    const archive = await this.archives.look(asked);
    const request = { ...asked, archive };
    const { findings: inPlace, drops } = await this.inPlace.of(request);
    const clients = { blockers: await this.clientFindings(request), warnings: [] };
    const untrusted = await untrustedFindings(asked.admin, asked.backup);
    const findings = {
      swap: allOf([untrusted, await this.ofSwap(request), archive.findings, clients]),
      new_database: allOf([untrusted, await this.ofNewDatabase(request), archive.findings]),
      in_place: allOf([untrusted, untrustedInPlace(asked.backup), inPlace, archive.findings, clients]),
    };
    return { findings, drops };
  }

  /** The cheap look: manifest and size. The checksum is taken before anything is touched. */
  async damageOf(backup: Backup): Promise<Finding | null> {
    try {
      await this.manifests.read(backup);
      const artifact = onlyArtifact(backup);
      const found = await (await this.storages.driver(artifact.storageId)).stat(artifact.storageKey);
      if (found?.bytes === artifact.storedBytes) return null;
      const what =
        found === null
          ? 'is missing from the store'
          : `has ${found.bytes} bytes instead of ${artifact.storedBytes ?? '?'}`;
      return {
        code: 'ARCHIVE_DAMAGED',
        message: `The artifact ${artifact.storageKey} ${what}.`,
        hint: 'Use another backup.',
      };
    } catch (error) {
      if (!isDamage(error)) throw error;
      return { code: error.code, message: error.message, hint: error.hint ?? 'Use another backup.' };
    }
  }

  /** The programs of the restore, and of the safety backup before it: a pg_dump as new as the server. */
  private async clientFindings({ admin, backup }: FindingsRequest): Promise<SwapFinding[]> {
    const serverMajor = majorOf(await serverVersion(admin));
    try {
      await this.clients.choose({ serverMajor, targetMajor: serverMajor, archiveMajor: pgDumpMajorOf(backup) });
      return [];
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'CLIENT_TOO_OLD') throw error;
      return [finding('CLIENT_TOO_OLD', error.message, error.hint ?? 'Install newer client programs.')];
    }
  }

  /** Where the safety backup goes; null where it cannot be told. */
  async storeFree(): Promise<number | null> {
    return (await (await this.storages.defaultStore()).driver.space())?.free ?? null;
  }

  private async ofSwap({ admin, live, source, options, archive }: ArchiveFindingsRequest): Promise<SwapFindings> {
    if (live === null) return noLive(source);
    const { blockers, warnings } = await findSwapBlockers({
      admin,
      live: live.db,
      database: live.database,
      archive: archive.needs,
      noOwner: options.noOwner,
    });
    return { blockers, warnings: [...warnings, ...(await findDumpObstacles(live.db))] };
  }

  private async ofNewDatabase(request: ArchiveFindingsRequest): Promise<SwapFindings> {
    const { admin, live, backup, source, options, damage, archive } = request;
    // Without its manifest nobody knows what the database was; the damage is a blocker of its own.
    if (damage !== null) return { blockers: [], warnings: [] };
    const found = await findNewDatabaseBlockers({
      admin,
      name: options.strategy === 'new_database' ? options.database : null,
      properties: await this.properties.ofNew({ backup, source, ownerMap: options.ownerMap }, admin),
      archive: archive.needs,
      noOwner: options.noOwner,
    });
    const isOriginal = live !== null && backup.sourceId === source.id;
    const objects = isOriginal ? await objectFindings(live.db) : { blockers: [], warnings: [] };
    return { blockers: [...found.blockers, ...objects.blockers], warnings: found.warnings };
  }
}
