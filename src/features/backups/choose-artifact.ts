import { AppError } from '../../common/app-error.js';
import type { Artifact } from './artifact.entity.js';
import type { Backup } from './backup.entity.js';

/** The artifact that is meant: it need not be named where there is one. Throws MISSING_PARAMETER, NOT_FOUND. */
export function chooseArtifact(backup: Backup, artifactId: string | undefined): Artifact {
  const found =
    artifactId === undefined
      ? backup.artifacts.length === 1
        ? backup.artifacts[0]
        : undefined
      : backup.artifacts.find((artifact) => artifact.id === artifactId.toLowerCase());
  if (found !== undefined) return found;
  if (artifactId === undefined && backup.artifacts.length > 1) {
    throw new AppError('MISSING_PARAMETER', 'This backup has several artifacts.', {
      hint: 'Name one: ?artifact=<its id>.',
      errors: [{ field: 'artifact', message: 'is needed when there are several' }],
    });
  }
  throw new AppError('NOT_FOUND', 'This backup has no such artifact.', { hint: 'Its record lists its artifacts.' });
}
