import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { AppError } from '../../common/app-error.js';
import { deriveKey, masterKeyId } from '../../platform/crypto/master-key.js';
import {
  signDocument,
  signingKeyFromSeed,
  signingKeyId,
  type SigningKey,
  verifyDocument,
} from '../../platform/crypto/signing.js';
import type { StorageDriver } from '../../platform/storage/storage-driver.js';

/** A key that signed manifests, and the instance's own tenant. */
export interface Signer {
  keyId: string;
  publicKey: string;
  /** Of the tenant `default`, whose key it is. */
  tenantId: string;
}

const FOLDER = 'keys/signers/';
const FORMAT = 'backstitch-signer';
const VOUCHER = /^keys\/signers\/[0-9a-f-]{36}\.[0-9a-f]{8}\.json$/;
const MOST_BYTES = 65_536;

/**
 * Sees to it that the store says, in the name of the master key, whose signature manifests have:
 * `keys/signers/<keyId>.<id of the master key>.json`. With it their signatures can be checked when the control database is
 * lost; whoever can write to the store, and has not the master key, can vouch for nobody.
 */
export async function vouchForSigner(store: StorageDriver, signer: Signer, masterKey: Buffer): Promise<void> {
  const name = `${FOLDER}${signer.keyId}.${masterKeyId(masterKey)}.json`;
  if ((await store.stat(name)) !== null) return;
  const key = vouchingKey(masterKey);
  const { keyId, publicKey, tenantId } = signer;
  const document = { format: FORMAT, version: 1, signer: { keyId, publicKey, tenantId } };
  const signed = signDocument(document, key, signingKeyId(key.publicKey));
  try {
    await store.put(name, Readable.from([Buffer.from(`${JSON.stringify(signed, null, 2)}\n`)]));
  } catch (error) {
    // Another worker did it at the same time.
    if (!(error instanceof AppError && error.code === 'CONFLICT')) throw error;
  }
}

/** Those that one of the master keys vouches for; what is damaged, or somebody else's, vouches for nobody. */
export async function vouchedSigners(store: StorageDriver, masterKeys: readonly Buffer[]): Promise<Signer[]> {
  const trusted = new Map(
    masterKeys.map((masterKey) => {
      const { publicKey } = vouchingKey(masterKey);
      return [signingKeyId(publicKey), publicKey];
    }),
  );
  const signers = new Map<string, Signer>();
  for await (const { key, bytes } of store.list(FOLDER)) {
    if (!VOUCHER.test(key) || bytes > MOST_BYTES) continue;
    const signer = signerIn(await buffer(await store.get(key)), trusted);
    if (signer !== null) signers.set(signer.keyId, signer);
  }
  return [...signers.values()];
}

function signerIn(bytes: Buffer, trusted: ReadonlyMap<string, string>): Signer | null {
  try {
    const document = JSON.parse(bytes.toString('utf8')) as { format?: unknown; signer: Signer };
    verifyDocument(document, trusted);
    return document.format === FORMAT ? document.signer : null; // signed by us, hence of our shape
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof AppError) return null;
    throw error;
  }
}

function vouchingKey(masterKey: Buffer): SigningKey {
  return signingKeyFromSeed(deriveKey(masterKey, 'signer-voucher'));
}
