import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { AppError } from '../../common/app-error.js';
import { deriveKey } from '../../platform/crypto/master-key.js';
import { signDocument, signingKeyFromSeed, signingKeyId, verifyDocument } from '../../platform/crypto/signing.js';
import type { StorageDriver } from '../../platform/storage/storage-driver.js';
import type { AuditHead } from './control-facts.js';
import { ARTIFACT_SUFFIX, type ControlDumpKind, MANIFEST_SUFFIX } from './control-dump-name.js';

export const CONTROL_MANIFEST_FORMAT = 'backstitch-control-manifest';
const MAX_MANIFEST_BYTES = 4 * 1024 * 1024;

/** What a dump of the control database is. In clear, so it holds no secret and no row. Written last: without it a dump is none. */
export interface ControlManifest {
  format: typeof CONTROL_MANIFEST_FORMAT;
  version: 1;
  kind: ControlDumpKind;
  createdAt: string;
  instanceId: string | null;
  /** What the instance was at: this version of Backstitch, or a later one, can run it. */
  release: { version: string | null; schema: number };
  /** In the order in which they were run. */
  migrations: string[];
  versions: { server: string; pgDump: string; backstitch: string };
  /** By name as `quote_ident` writes it. */
  tableCounts: Record<string, number>;
  /** Where the chains of the audit trail ended; absent in dumps of before release 0.2. */
  auditHeads?: AuditHead[];
  artifact: {
    fileName: string;
    storedBytes: number;
    rawBytes: number;
    sha256: string;
    layout: 'age(zstd(pg_dump custom archive))';
    /** Names the master key that opens it (its value cannot be told from this). */
    masterKeyId: string;
    recoveryRecipient: string | null;
  };
}

/** `base` is the key without `.json`. */
export async function writeControlManifest(
  store: StorageDriver,
  base: string,
  manifest: ControlManifest,
  masterKey: Buffer,
): Promise<void> {
  const key = signingKey(masterKey);
  const signed = signDocument(manifest, key, signingKeyId(key.publicKey));
  await store.put(`${base}${MANIFEST_SUFFIX}`, Readable.from([Buffer.from(`${JSON.stringify(signed, null, 2)}\n`)]));
}

/** Throws NOT_FOUND, or MANIFEST_INVALID unless one of these master keys signed exactly this manifest, for this dump. */
export async function readControlManifest(
  store: StorageDriver,
  base: string,
  masterKeys: readonly Buffer[],
): Promise<ControlManifest> {
  const key = `${base}${MANIFEST_SUFFIX}`;
  const found = await store.stat(key);
  if (found === null) {
    throw new AppError('NOT_FOUND', `There is no ${key}: without it a dump was never whole.`, {
      hint: 'The manifest lies beside the dump, with the same name and the ending .json. Copy both.',
    });
  }
  if (found.bytes > MAX_MANIFEST_BYTES) throw new AppError('MANIFEST_INVALID', `${key} is far too large.`);
  const document = parse(key, await buffer(await store.get(key)));
  const trusted = masterKeys.map((masterKey) => signingKey(masterKey).publicKey);
  verifyDocument(document, new Map(trusted.map((publicKey) => [signingKeyId(publicKey), publicKey])));
  const { format, artifact } = document as { format?: unknown; artifact?: { fileName?: unknown } };
  if (format !== CONTROL_MANIFEST_FORMAT || artifact?.fileName !== `${base}${ARTIFACT_SUFFIX}`.split('/').at(-1)) {
    throw new AppError('MANIFEST_INVALID', `${key} is not the manifest of this dump.`, {
      hint: 'Copy the dump and its manifest under the names that they had in the store.',
    });
  }
  return document as ControlManifest; // signed by us, hence of our shape
}

/** From the master key alone: the dump must be known for ours when the control database, which has the other keys, is lost. */
function signingKey(masterKey: Buffer) {
  return signingKeyFromSeed(deriveKey(masterKey, 'control-dump-signing'));
}

function parse(key: string, bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw new AppError('MANIFEST_INVALID', `${key} is not JSON.`, { cause });
  }
}
