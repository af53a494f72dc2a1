import type { CompressionAlgorithm, SettingsValues } from '../settings/settings-values.js';
import type { ArtifactKey } from '../encryption-keys/keyring.js';

export type ArtifactEncryption = 'age' | 'none';

/** How the stored bytes of an artifact came to be; part of its record, and of its signed manifest. */
export interface ArtifactForm {
  compression: CompressionAlgorithm;
  encryption: ArtifactEncryption;
}

/** How an artifact that is about to be made is to be packed. */
export interface ArtifactPacking {
  compression: SettingsValues['compression'];
  /** null: it is stored in clear. */
  key: ArtifactKey | null;
}

export function formOf({ compression, key }: ArtifactPacking): ArtifactForm {
  return { compression: compression.algorithm, encryption: key === null ? 'none' : 'age' };
}

const COMPRESSED: Record<CompressionAlgorithm, string> = { zstd: '.zst', gzip: '.gz', none: '' };
const ENCRYPTED: Record<ArtifactEncryption, string> = { age: '.age', none: '' };

/** What the name of a dump ends with: whoever finds one knows what opens it, from the end to the front. */
export function endingOf({ compression, encryption }: ArtifactForm): string {
  return `.dump${COMPRESSED[compression]}${ENCRYPTED[encryption]}`;
}

/** From the inside out, for the manifest. */
export function layoutOf({ compression, encryption }: ArtifactForm): string {
  const compressed = compression === 'none' ? DUMP : `${compression}(${DUMP})`;
  return encryption === 'none' ? compressed : `${encryption}(${compressed})`;
}

const DUMP = 'pg_dump custom archive';
