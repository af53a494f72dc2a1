import { AppError } from '../../common/app-error.js';
import { mapRoles, type OwnerMap } from '../../platform/postgres/archive/map-roles.js';
import type { TocReplacement } from '../../platform/postgres/archive/replace-toc.js';
import { listed } from '../../platform/postgres/swap-finding.js';
import type { ArchiveToc } from './artifact-streams.js';

/** An archive's table of contents as it is restored. */
export interface MappedArchive extends ArchiveToc {
  /** For every stream of the archive: `{ toc }` where roles have other names, else nothing. */
  streamed: { toc?: TocReplacement };
}

/** With the names that its roles have where it is restored. Throws RESTORE_FAILED where the plan has a blocker. */
export function withRolesMapped(archive: ArchiveToc, ownerMap: OwnerMap): MappedArchive {
  if (Object.keys(ownerMap).length === 0) return { ...archive, streamed: {} };
  const { toc, tocBytes, refused } = mapRoles(archive.tocBytes, ownerMap);
  if (refused.length > 0) {
    throw new AppError('RESTORE_FAILED', `The roles of the dump cannot be given other names: ${listed(refused)}.`, {
      hint: 'Create the roles that the dump names, and restore without ownerMap.',
    });
  }
  return { toc, tocBytes, streamed: { toc: { stored: archive.tocBytes, tocBytes } } };
}

/** For the log. */
export function ownerMapText(ownerMap: OwnerMap): string {
  return listed(Object.entries(ownerMap).map(([role, standIn]) => `"${role}" → "${standIn}"`));
}
