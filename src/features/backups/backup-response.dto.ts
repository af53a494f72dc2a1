import type { ErrorCode } from '../../common/error-codes.js';
import { ErrorResponse, JobReference, ProgressResponse, WarningResponse } from '../jobs/job-response.dto.js';
import { ExtensionVersionResponse, MigrationStateResponse } from '../sources/source-response.dto.js';
import type { Artifact } from './artifact.entity.js';
import type { BackupOrigin, BackupStatus, ProofLevel } from './backup-states.js';
import type { Backup } from './backup.entity.js';

export class ArtifactResponse {
  id: string;
  /** @example "database" */
  role: string;
  name: string;
  /** @example "shop_backup_20261120_031500.dump.zst.age" */
  fileName: string;
  storedBytes: number | null;
  rawBytes: number | null;
  /** Hex SHA-256 of the stored bytes. */
  sha256: string | null;
  compression: string;
  encryption: string;

  static of(artifact: Artifact): ArtifactResponse {
    const { id, role, name, fileName, storedBytes, rawBytes, sha256, compression, encryption } = artifact;
    return Object.assign(new ArtifactResponse(), {
      id,
      role,
      name,
      fileName,
      storedBytes,
      rawBytes,
      sha256,
      compression,
      encryption,
    });
  }
}

export class ProofResponse {
  level: ProofLevel;
  at: string;
  seconds: number;
  /** What shows it: the counts, sizes and programs. */
  evidence: Record<string, unknown>;
}

export class VersionsResponse {
  server: string;
  pgDump: string;
  backstitch: string;
  app: string | null;
}

/** One capture of a source at one moment. */
export class BackupResponse {
  id: string;
  /** Counts the backups of the tenant. */
  number: number;
  sourceId: string;
  tenantId: string;
  name: string;
  description: string | null;
  origin: BackupOrigin;
  type: 'full';
  status: BackupStatus;
  contents: string[];
  filters: Record<string, unknown> | null;
  tags: string[];
  pinned: boolean;
  /** False for an uploaded dump that this instance did not make: it is restored by superadmins, and through plain roles, alone. */
  trusted: boolean;
  proof: ProofLevel;
  proofs: ProofResponse[];
  progress: ProgressResponse | null;
  createdAt: Date;
  /** Before the first connection to the source. */
  startedAt: Date | null;
  /** After the manifest was stored. */
  finishedAt: Date | null;
  durationMs: number | null;
  /** Of the plain archive. */
  rawBytes: number | null;
  storedBytes: number | null;
  /** When its age alone lets it go, by today's rules; null where no age does, or where something may hold it longer. */
  retentionUntil: Date | null;
  createdBy: string;
  error: ErrorResponse | null;
  warnings: WarningResponse[];
  artifacts: ArtifactResponse[];
  versions: VersionsResponse | null;
  migrationState: MigrationStateResponse | null;
  extensions: ExtensionVersionResponse[] | null;
  /** Rows per table; keys as quote_ident writes them. */
  tableCounts: Record<string, number> | null;
  /** `<rows>:<sum of hashes>` per table, keys as in `tableCounts`; null where they were not asked for. */
  fingerprints: Record<string, string> | null;
  databaseSize: number | null;

  static of(backup: Backup): BackupResponse {
    return Object.assign(new BackupResponse(), {
      id: backup.id,
      number: backup.number,
      sourceId: backup.sourceId,
      tenantId: backup.tenantId,
      name: backup.name,
      description: backup.description,
      origin: backup.origin,
      type: 'full',
      status: backup.status,
      contents: ['database'],
      filters: null,
      tags: backup.tags,
      pinned: backup.pinned,
      trusted: backup.trusted,
      proof: backup.proof,
      proofs: backup.proofs,
      progress: backup.progress,
      createdAt: backup.createdAt,
      startedAt: backup.startedAt,
      finishedAt: backup.finishedAt,
      durationMs: backup.durationMs,
      rawBytes: backup.rawBytes,
      storedBytes: backup.storedBytes,
      retentionUntil: backup.retentionUntil ?? null,
      createdBy: backup.createdBy,
      error: backup.error,
      warnings: backup.warnings,
      artifacts: backup.artifacts.map((artifact) => ArtifactResponse.of(artifact)),
      versions: backup.versions,
      migrationState: backup.migrationState,
      extensions: backup.extensions,
      tableCounts: backup.tableCounts,
      fingerprints: backup.fingerprints?.tables ?? null,
      databaseSize: backup.databaseSize,
    });
  }
}

/** A queued backup: the record, and the job that makes it. */
export class QueuedBackupResponse extends JobReference {
  backup: BackupResponse;
}

export class DeletedBackupResponse {
  /** What the store has free again. */
  freedBytes: number;
}

export class BulkRefusalResponse {
  id: string;
  /** @example "BACKUP_IN_USE" */
  code: ErrorCode;
  /** What happened. */
  detail: string;
}

/** Every id of the request is in one of the two. */
export class BulkOutcomeResponse {
  /** The ids of the backups that it was done with; of `verify`: whose check was queued. */
  done: string[];
  refused: BulkRefusalResponse[];
}

export class DownloadUrlResponse {
  /** @example "https://backups.example.com/api/v1/downloads/01931b5c-7c5e-7d7a-8f1b-0c7f5e2f9a10?signature=…" */
  url: string;
  /** After that it opens nothing; what is being sent by then goes on. */
  expiresAt: Date;
}
