import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { AppError } from '../../common/app-error.js';
import { verifyDocument } from '../../platform/crypto/signing.js';
import type { StorageDriver, StoredObject } from '../../platform/storage/storage-driver.js';
import { type Manifest, MANIFEST_FORMAT, MANIFEST_VERSION, type ManifestArtifact } from '../backups/manifest.js';

export interface FoundArtifact extends ManifestArtifact {
  storageKey: string;
}

/** A backup as its folder in the store tells of it. */
export interface FoundBackup {
  manifest: Manifest;
  manifestKey: string;
  /** When the manifest was stored, which was the last thing that was done. */
  finishedAt: Date;
  artifacts: FoundArtifact[];
  /** What is wrong with its bytes, where they were read. */
  damage: AppError | null;
}

/** What is left where it is, and why. */
export interface LeftManifest {
  key: string;
  reason: string;
}

export type Scanned = { found: FoundBackup } | { left: LeftManifest } | { other: StoredObject };

export interface ScanOptions {
  /** Key id → public key. */
  signers: ReadonlyMap<string, string>;
  /** Reads every artifact whole, and compares its SHA-256. */
  readsArtifacts: boolean;
}

const MANIFEST =
  /^(?<tenant>[0-9a-f-]{36})\/(?<source>[0-9a-f-]{36})\/\d{8}_\d{6}_(?<end>[0-9a-f]{12})\/manifest\.json$/;
const MOST_BYTES = 64 * 1024 * 1024;

/** Every object of a store, one after another, the manifests as what they say. Reads the store alone, and believes only what a known key signed. */
export async function* scanStore(store: StorageDriver, options: ScanOptions): AsyncGenerator<Scanned> {
  for await (const object of store.list('')) {
    const place = MANIFEST.exec(object.key)?.groups;
    if (place === undefined) {
      yield { other: object };
      continue;
    }
    try {
      yield { found: await readBackup(store, object, place, options) };
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'STORAGE_FAILED') throw error;
      yield { left: { key: object.key, reason: error.message } };
    }
  }
}

async function readBackup(
  store: StorageDriver,
  { key, bytes, modifiedAt }: StoredObject,
  place: Partial<Record<string, string>>,
  { signers, readsArtifacts }: ScanOptions,
): Promise<FoundBackup> {
  if (bytes > MOST_BYTES) throw invalid('It is far too large for a manifest');
  const manifest = parse(await buffer(await store.get(key)));
  verifyDocument(manifest, signers);
  if ((manifest.format as string) !== MANIFEST_FORMAT || (manifest.version as number) !== MANIFEST_VERSION) {
    throw invalid('It is of a format that this release does not know');
  }
  const { id, tenantId, sourceId } = manifest.backup;
  const isInPlace = tenantId === place.tenant && sourceId === place.source && id.endsWith(`-${place.end ?? '?'}`);
  if (!isInPlace) throw invalid('It is the manifest of another folder: somebody copied it');
  const folder = key.slice(0, key.lastIndexOf('/'));
  const artifacts = manifest.artifacts.map((artifact) => ({
    ...artifact,
    storageKey: `${folder}/${artifact.fileName}`,
  }));
  for (const artifact of artifacts) await assertThere(store, artifact);
  const damage = readsArtifacts ? await damageOf(store, artifacts) : null;
  return { manifest, manifestKey: key, finishedAt: modifiedAt, artifacts, damage };
}

async function assertThere(store: StorageDriver, { fileName, storageKey, storedBytes }: FoundArtifact): Promise<void> {
  if (fileName.includes('/')) throw invalid('Its artifact has a name that is none');
  const found = await store.stat(storageKey);
  if (found === null) throw invalid(`Its artifact ${fileName} is missing`);
  if (found.bytes !== storedBytes) {
    throw invalid(`Its artifact ${fileName} has ${found.bytes} bytes instead of ${storedBytes}`);
  }
}

async function damageOf(store: StorageDriver, artifacts: readonly FoundArtifact[]): Promise<AppError | null> {
  for (const { storageKey, sha256 } of artifacts) {
    const hash = createHash('sha256');
    for await (const chunk of await store.get(storageKey)) hash.update(chunk as Buffer);
    if (hash.digest('hex') === sha256) continue;
    return new AppError('CHECKSUM_MISMATCH', `The stored object ${storageKey} is not what was stored.`, {
      hint: 'The store damaged it, or somebody changed it. Use another backup, and check the disk.',
    });
  }
  return null;
}

function parse(bytes: Buffer): Manifest {
  try {
    return JSON.parse(bytes.toString('utf8')) as Manifest;
  } catch {
    throw invalid('It is not JSON');
  }
}

function invalid(what: string): AppError {
  return new AppError('MANIFEST_INVALID', what);
}
