import { Injectable } from '@nestjs/common';
import { mapRoles, type OwnerMap, standingFor } from '../../platform/postgres/archive/map-roles.js';
import { rolesNamedAnyway } from '../../platform/postgres/archive/role-mentions.js';
import type { TocEntry } from '../../platform/postgres/archive/toc.js';
import { type ArchiveNeeds, superusersObjects } from '../../platform/postgres/blockers-archive.js';
import type { Queryable } from '../../platform/postgres/connection.js';
import { finding, listed, type SwapFinding, type SwapFindings } from '../../platform/postgres/swap-finding.js';
import { onlyArtifact } from '../backups/artifact-check.js';
import { ArtifactStreams } from '../backups/artifact-streams.js';
import type { Backup } from '../backups/backup.entity.js';
import type { FindingsRequest } from './plan-needs.js';

/** Reading the first bytes of an archive; a plan is waited for by a person. */
const TOC_TIMEOUT_MS = 8_000;

/** What a plan knows of the archive, with the roles that stand for those of the backup. */
export interface PlannedArchive {
  needs: ArchiveNeeds;
  /** null: nobody asked for anything that is told by it alone. */
  toc: readonly TocEntry[] | null;
  /** The same for every strategy. */
  findings: SwapFindings;
}

/** With what the archive asks of the server. */
export interface ArchiveFindingsRequest extends FindingsRequest {
  archive: PlannedArchive;
}

/** What a backup asks of the server: as its record has it, and its table of contents where that is not enough. */
@Injectable()
export class PlanArchive {
  constructor(private readonly streams: ArtifactStreams) {}

  async look({ admin, backup, options, damage }: FindingsRequest): Promise<PlannedArchive> {
    const { strategy, noOwner, ownerMap } = options;
    const needs = needsOf(backup, ownerMap);
    const isMapped = Object.keys(ownerMap).length > 0;
    const isAsked = strategy === 'in_place' || isMapped || noOwner;
    // Only who asks for it waits for the archive to be opened.
    if (!isAsked || damage !== null) return { needs, toc: null, findings: { blockers: [], warnings: [] } };
    const { toc, tocBytes } = await this.streams.readToc(onlyArtifact(backup), AbortSignal.timeout(TOC_TIMEOUT_MS));
    if (isMapped) return this.map({ admin, backup, ownerMap, tocBytes, needs });
    const namedAnyway = noOwner ? rolesNamedAnyway(toc) : [];
    return { needs: { ...needs, namedAnyway }, toc, findings: { blockers: [], warnings: [] } };
  }

  private async map(request: {
    admin: Queryable;
    backup: Backup;
    ownerMap: OwnerMap;
    tocBytes: Buffer;
    needs: ArchiveNeeds;
  }): Promise<PlannedArchive> {
    const { admin, backup, ownerMap, tocBytes, needs } = request;
    const { toc, named, refused } = mapRoles(tocBytes, ownerMap);
    const standIns = [...named].map((role) => standingFor(ownerMap, role));
    const { owners = [], grantees = [] } = backup.roles ?? {};
    return {
      needs: { ...needs, grantees: [...new Set([...needs.grantees, ...standIns])] },
      toc,
      findings: {
        blockers: [...notMappable(refused), ...(await superusersObjects(admin, toc))],
        warnings: [
          ...notInBackup(Object.keys(ownerMap).filter((role) => !named.has(role))),
          ...merged([...new Set([...owners, ...grantees, ...named])], ownerMap),
        ],
      },
    };
  }
}

function needsOf(backup: Backup, ownerMap: OwnerMap): ArchiveNeeds {
  const mapped = (roles: readonly string[] = []): string[] => [
    ...new Set(roles.map((role) => standingFor(ownerMap, role))),
  ];
  return {
    serverMajor: Number.parseInt(backup.versions?.server ?? '0', 10),
    owners: mapped(backup.roles?.owners),
    grantees: mapped(backup.roles?.grantees),
    grantors: mapped(backup.roles?.grantors),
    tablespaces: backup.tablespaces ?? [],
    extensions: (backup.extensions ?? []).map((extension) => extension.name),
  };
}

function notMappable(refused: readonly string[]): SwapFinding[] {
  if (refused.length === 0) return [];
  const message = `The roles of the dump cannot be given other names: ${listed(refused)}.`;
  const hint = 'Create the roles that the dump names, and let none stand for them; or let others (ownerMap).';
  return [finding('ROLES_NOT_MAPPABLE', message, hint)];
}

function notInBackup(roles: readonly string[]): SwapFinding[] {
  if (roles.length === 0) return [];
  const message = `Roles are to be replaced that the backup does not name: ${listed(roles.map((role) => `"${role}"`))}.`;
  return [
    finding(
      'ROLES_NOT_IN_BACKUP',
      message,
      'Nothing is done for them. Look whether they are spelled right (ownerMap).',
    ),
  ];
}

/** What one of them owned or was granted, all of them have then. */
function merged(roles: readonly string[], ownerMap: OwnerMap): SwapFinding[] {
  const members = new Map<string, string[]>();
  for (const role of roles) {
    const standIn = standingFor(ownerMap, role);
    members.set(standIn, [...(members.get(standIn) ?? []), `"${role}"`]);
  }
  const several = [...members].filter(([, names]) => names.length > 1);
  if (several.length === 0) return [];
  const texts = several.map(([role, names]) => `"${role}" for ${names.join(' and ')}`);
  const message = `One role stands for several of the backup: ${listed(texts)}.`;
  return [
    finding(
      'ROLES_MERGED',
      message,
      'It will own, and may do, what each of them did. Map them apart if that is too much.',
    ),
  ];
}
