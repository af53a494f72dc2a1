import { type ArtifactForm, endingOf } from './artifact-form.js';
import type { Backup } from './backup.entity.js';

export interface ArtifactNames {
  fileName: string;
  artifactKey: string;
  manifestKey: string;
}

/**
 * Where a backup's objects lie: `<tenant>/<source>/<YYYYMMDD_HHMMSS>_<12 hex of the backup>/`, so that a person finds
 * one by its time, and two of one second cannot meet. Times are UTC.
 */
export function artifactNames(
  backup: Pick<Backup, 'id' | 'tenantId' | 'sourceId'>,
  sourceName: string,
  form: ArtifactForm,
  at: Date,
): ArtifactNames {
  const stamp = at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '_');
  const folder = `${backup.tenantId}/${backup.sourceId}/${stamp}_${backup.id.replaceAll('-', '').slice(-12)}`;
  const fileName = `${slug(sourceName)}_backup_${stamp}${endingOf(form)}`;
  return { fileName, artifactKey: `${folder}/${fileName}`, manifestKey: `${folder}/manifest.json` };
}

/** A name that is harmless in every file system, shell and HTTP header. */
function slug(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60);
  return plain === '' ? 'source' : plain;
}
