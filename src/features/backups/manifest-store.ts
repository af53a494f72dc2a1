import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import { signDocument, verifyDocument } from '../../platform/crypto/signing.js';
import type { ArchiveReader } from '../../platform/postgres/archive/archive-reader.js';
import type { DatabaseProperties } from '../../platform/postgres/database-properties.js';
import { Keyring } from '../encryption-keys/keyring.js';
import type { Source } from '../sources/source.entity.js';
import { StoragesService } from '../storages/storages.service.js';
import { type ArtifactPacking, layoutOf } from './artifact-form.js';
import type { Artifact } from './artifact.entity.js';
import type { CapturedBackup } from './backup-engine.js';
import type { Backup } from './backup.entity.js';
import type { CapturedDump } from './dump-step.js';
import { type Manifest, MANIFEST_FORMAT, MANIFEST_VERSION, type ManifestArtifact } from './manifest.js';

/** A manifest of ten thousand tables has about 1 MB; more than this is no manifest of ours. */
const MAX_MANIFEST_BYTES = 64 * 1024 * 1024;

/** What a manifest tells of the dump itself, whoever made it. */
export type DescribedDump = Pick<
  CapturedDump,
  | 'artifact'
  | 'capturedAt'
  | 'databaseSize'
  | 'extensions'
  | 'migrationState'
  | 'tableCounts'
  | 'countConditions'
  | 'fingerprints'
  | 'warnings'
> & { properties: Manifest['database']['properties']; archive: Pick<ArchiveReader, 'largeObjects'> };

export interface ManifestRequest {
  backup: Backup;
  source: Source;
  dumped: DescribedDump;
  captured: CapturedBackup;
  packing: ArtifactPacking;
}

/** Signs and stores manifests, and reads them back, believing only what this instance signed. */
@Injectable()
export class ManifestStore {
  constructor(
    private readonly storages: StoragesService,
    private readonly keyring: Keyring,
  ) {}

  async write(request: ManifestRequest): Promise<void> {
    const { artifact } = request.dumped;
    const key = await this.keyring.signingKey();
    const signed = signDocument(toManifest(request), key, key.keyId);
    const driver = await this.storages.driver(artifact.storageId);
    await this.keyring.vouchFor(key, driver);
    await driver.put(
      siblingManifestKey(artifact),
      Readable.from([Buffer.from(`${JSON.stringify(signed, null, 2)}\n`)]),
    );
  }

  /** Throws MANIFEST_INVALID when it is missing, not ours, changed, or about something else than this backup. */
  async read(backup: Backup): Promise<Manifest> {
    const [artifact] = backup.artifacts;
    if (artifact === undefined || backup.manifestKey === null) throw invalid('There is no record of a manifest.');
    const driver = await this.storages.driver(artifact.storageId);
    const found = await driver.stat(backup.manifestKey);
    if (found === null) throw invalid(`The manifest ${backup.manifestKey} is missing.`);
    if (found.bytes > MAX_MANIFEST_BYTES) throw invalid('The manifest is far too large.');
    const document = parse(await buffer(await driver.get(backup.manifestKey)));
    verifyDocument(document, await this.keyring.trustedSigners());
    const manifest = document as unknown as Manifest; // signed by us, hence of our shape
    const described = manifest.artifacts.find((entry) => entry.id === artifact.id);
    if (
      manifest.backup.id !== backup.id ||
      described?.sha256 !== artifact.sha256 ||
      described.storedBytes !== artifact.storedBytes
    ) {
      throw invalid('The manifest belongs to another backup.');
    }
    assertSameForm(described, artifact);
    return manifest;
  }
}

function toManifest({ backup, source, dumped, captured, packing }: ManifestRequest): Manifest {
  return {
    format: MANIFEST_FORMAT,
    version: MANIFEST_VERSION,
    backup: {
      id: backup.id,
      number: backup.number,
      tenantId: backup.tenantId,
      sourceId: backup.sourceId,
      sourceName: source.name,
      name: backup.name,
      origin: backup.origin,
      createdBy: backup.createdBy,
      createdAt: backup.createdAt.toISOString(),
      startedAt: (backup.startedAt ?? dumped.capturedAt).toISOString(),
      capturedAt: dumped.capturedAt.toISOString(),
      appVersion: backup.appVersion,
      tags: backup.tags,
      ...(backup.trusted ? {} : { trusted: false as const }),
    },
    database: {
      name: dumped.artifact.name,
      bytes: dumped.databaseSize,
      properties: withoutSettings(dumped.properties),
    },
    versions: captured.versions,
    extensions: dumped.extensions,
    roles: captured.roles,
    tablespaces: captured.tablespaces,
    migrationState: dumped.migrationState,
    tableCounts: dumped.tableCounts,
    countConditions: dumped.countConditions,
    fingerprints: dumped.fingerprints,
    largeObjects: dumped.archive.largeObjects,
    warnings: dumped.warnings,
    artifacts: [toManifestArtifact(dumped.artifact, packing.key?.recipients ?? [])],
  };
}

/** A manifest is readable by whoever can read the store, and a setting may be a secret of the application. */
function withoutSettings(properties: Omit<DatabaseProperties, 'settings'>): Omit<DatabaseProperties, 'settings'> {
  const copy: Partial<DatabaseProperties> & Omit<DatabaseProperties, 'settings'> = { ...properties };
  delete copy.settings;
  delete copy.ownEncoding; // values of settings are among these texts
  return copy;
}

function toManifestArtifact(artifact: Artifact, recipients: string[]): ManifestArtifact {
  const { id, role, name, fileName, storedBytes, rawBytes, sha256, compression, encryption, keyId } = artifact;
  if (storedBytes === null || rawBytes === null || sha256 === null) throw new Error('The artifact was not measured.');
  return {
    id,
    role,
    name,
    fileName,
    storedBytes,
    rawBytes,
    sha256,
    layout: layoutOf(artifact),
    compression,
    encryption,
    keyId,
    recipients,
  };
}

/** Readers go by the record: it must not say that what was stored encrypted, or compressed, is something else. */
function assertSameForm(described: ManifestArtifact, record: Artifact): void {
  const fields = ['compression', 'encryption', 'keyId'] as const;
  const changed = fields.filter((field) => described[field] !== record[field]);
  if (changed.length === 0) return;
  throw invalid(`The record of the artifact has another ${changed.join(', ')} than its signed manifest.`);
}

function siblingManifestKey(artifact: Artifact): string {
  return `${artifact.storageKey.slice(0, artifact.storageKey.lastIndexOf('/'))}/manifest.json`;
}

function parse(bytes: Buffer): Record<string, unknown> {
  try {
    return JSON.parse(bytes.toString('utf8')) as Record<string, unknown>;
  } catch (cause) {
    throw invalid('The manifest is not JSON.', cause);
  }
}

function invalid(message: string, cause?: unknown): AppError {
  return new AppError('MANIFEST_INVALID', message, {
    hint: 'The store lost or changed it. Use another backup; the artifact itself may still be opened by hand (docs/recovery.md).',
    cause,
  });
}
