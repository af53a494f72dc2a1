import { Injectable } from '@nestjs/common';
import { findInPlaceBlockers } from '../../platform/postgres/in-place/blockers.js';
import { extensionsThatStay, leftBehind } from '../../platform/postgres/in-place/left-behind.js';
import { readLiveObjects } from '../../platform/postgres/in-place/live-objects.js';
import { readLockNeed } from '../../platform/postgres/in-place/lock-memory.js';
import { findDumpObstacles } from '../../platform/postgres/dump-obstacles.js';
import { type InstalledExtension, readExtensions } from '../../platform/postgres/extensions.js';
import { finding, type SwapFinding, type SwapFindings } from '../../platform/postgres/swap-finding.js';
import type { Backup } from '../backups/backup.entity.js';
import { ManifestStore } from '../backups/manifest-store.js';
import type { ArchiveFindingsRequest } from './plan-archive.js';
import { noLive } from './plan-needs.js';

/** What is in the way of a restore in place, and what it would drop that the backup does not have. */
@Injectable()
export class InPlaceFindings {
  constructor(private readonly manifests: ManifestStore) {}

  async of(request: ArchiveFindingsRequest): Promise<{ findings: SwapFindings; drops: string[] }> {
    const { admin, live, backup, source, options, damage, archive } = request;
    if (live === null) return { findings: noLive(source), drops: [] };
    if (damage !== null) return { findings: { blockers: [], warnings: [] }, drops: [] };
    const extensions = await readExtensions(live.db);
    const keptExtensions = extensionsThatStay(extensions, backup.extensions ?? []);
    const objects = await readLiveObjects(live.db, keptExtensions);
    const { toc, needs } = archive;
    const { largeObjects } = await this.manifests.read(backup);
    const tables = Object.keys(backup.tableCounts ?? {}).length;
    const found = await findInPlaceBlockers({
      admin,
      live: live.db,
      database: live.database,
      archive: needs,
      noOwner: options.noOwner,
      objects,
      keptExtensions,
      locks: await readLockNeed(live.db, { toc, tables, largeObjects }),
    });
    return {
      findings: {
        blockers: found.blockers,
        warnings: [
          ...found.warnings,
          ...otherVersions(extensions, keptExtensions, backup),
          ...(await findDumpObstacles(live.db)),
        ],
      },
      drops: toc === null ? [] : leftBehind(objects, toc).map(({ name }) => name),
    };
  }
}

function otherVersions(live: readonly InstalledExtension[], kept: readonly string[], backup: Backup): SwapFinding[] {
  const differing = live.flatMap(({ name, version }) => {
    const then = backup.extensions?.find((extension) => extension.name === name)?.version;
    return !kept.includes(name) || then === undefined || then === version ? [] : [`${name} ${version} (then ${then})`];
  });
  if (differing.length === 0) return [];
  const hint = 'ALTER EXTENSION … UPDATE TO brings one to another version.';
  return [finding('EXTENSIONS_STAY', `Extensions stay in the version that they have: ${differing.join(', ')}.`, hint)];
}
