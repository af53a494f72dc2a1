import type { MigrationState } from '../../platform/migration-state/migration-state.js';
import type { DatabaseProperties } from '../../platform/postgres/database-properties.js';
import type { CompressionAlgorithm } from '../settings/settings-values.js';
import type { ArtifactEncryption } from './artifact-form.js';
import type { BackupExtension, BackupRoles, BackupVersions, Warning } from './backup.entity.js';

import type { Fingerprints } from './fingerprints.js';

export const MANIFEST_FORMAT = 'backstitch-manifest';
export const MANIFEST_VERSION = 1;

export interface ManifestArtifact {
  id: string;
  role: 'database';
  name: string;
  fileName: string;
  storedBytes: number;
  rawBytes: number;
  /** Hex, of the stored bytes. */
  sha256: string;
  /** Inside out: how the stored bytes came to be. */
  layout: string;
  compression: CompressionAlgorithm;
  encryption: ArtifactEncryption;
  /** null where it is not encrypted. */
  keyId: string | null;
  /** The age recipients that can open it; none where it is not encrypted. */
  recipients: string[];
}

/**
 * The document beside the artifacts that makes a backup self-describing (docs/archive-format.md). It is signed by the
 * instance, holds no secret, and is written last: a backup without one was never completed.
 */
export interface Manifest {
  format: typeof MANIFEST_FORMAT;
  version: typeof MANIFEST_VERSION;
  backup: {
    id: string;
    number: number;
    tenantId: string;
    sourceId: string;
    sourceName: string;
    name: string;
    origin: string;
    createdBy: string;
    createdAt: string;
    startedAt: string;
    /** When the snapshot was taken that everything below belongs to. */
    capturedAt: string;
    appVersion: string | null;
    tags: string[];
    /** False for a dump that this instance did not make; absent where it did. */
    trusted?: false;
  };
  database: {
    name: string;
    bytes: number;
    /** What no dump carries: locale, owner, access list, limits, comment. Not the settings: a value may be a secret. */
    properties: Omit<DatabaseProperties, 'settings'>;
  };
  versions: BackupVersions;
  extensions: BackupExtension[];
  roles: BackupRoles | null;
  /** Absent in manifests of older releases. */
  tablespaces?: string[] | null;
  migrationState: MigrationState;
  tableCounts: Record<string, number>;
  countConditions: Record<string, string>;
  /** null: not taken. */
  fingerprints: Fingerprints | null;
  largeObjects: number;
  warnings: Warning[];
  artifacts: ManifestArtifact[];
}
