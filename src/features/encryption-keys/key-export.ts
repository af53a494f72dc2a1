import { buffer } from 'node:stream/consumers';
import { AppError } from '../../common/app-error.js';
import { decryptSmall, recipientOf } from '../../platform/crypto/age-identity.js';
import type { StorageDriver } from '../../platform/storage/storage-driver.js';

/** `keys/<tenant>/<keyId>.age`, and the one beside it for a recovery recipient that was named later (key-escrow.ts). */
const ESCROW_KEY = /^keys\/(?<tenantId>[^/]+)\/(?<keyId>[^/.]+)(\.[0-9a-f]{8})?\.age$/;
/** An escrowed key has some 500 bytes; what is larger is none. */
const MAX_ESCROW_BYTES = 65_536;

export interface KeyName {
  tenantId: string;
  keyId: string;
}

export interface EscrowedKey extends KeyName {
  /** Every one of them holds the key, for one recipient or another. */
  files: string[];
}

export interface ExportedKey extends KeyName {
  /** `AGE-SECRET-KEY-1…`: secret. */
  identity: string;
}

export interface KeyExport {
  /** By tenant, then by age, as key ids are ordered by time. */
  exported: ExportedKey[];
  /** Keys of which no file could be opened, and why. */
  unopened: (KeyName & { reasons: string[] })[];
}

/**
 * Opens the keys that lie in a store with the given age identities. Reads the store alone and changes nothing: it works
 * when the control database is lost. One file that cannot be read or opened keeps no other from being so.
 */
export async function exportKeys(
  store: StorageDriver,
  identities: readonly string[],
  only: { tenantId?: string } = {},
): Promise<KeyExport> {
  const result: KeyExport = { exported: [], unopened: [] };
  for (const { tenantId, keyId, files } of await escrowedKeys(store)) {
    if (only.tenantId !== undefined && only.tenantId !== tenantId) continue;
    const reasons: string[] = [];
    const identity = await firstOpened(store, files, identities, reasons);
    if (identity === null) result.unopened.push({ tenantId, keyId, reasons });
    else result.exported.push({ tenantId, keyId, identity });
  }
  return result;
}

/** A file for `age -i`: identities, each under a comment that says whose it is. */
export function toIdentityFile(keys: readonly ExportedKey[]): string {
  return keys.map(({ tenantId, keyId, identity }) => `# tenant ${tenantId} key ${keyId}\n${identity}\n`).join('');
}

/** The keys that a store holds, each with its files. */
export async function escrowedKeys(store: StorageDriver): Promise<EscrowedKey[]> {
  const keys = new Map<string, EscrowedKey>();
  for await (const { key: file, bytes } of store.list('keys/')) {
    const { tenantId, keyId } = ESCROW_KEY.exec(file)?.groups ?? {};
    if (tenantId === undefined || keyId === undefined || bytes > MAX_ESCROW_BYTES) continue;
    const name = `${tenantId}/${keyId}`;
    const known = keys.get(name);
    if (known === undefined) keys.set(name, { tenantId, keyId, files: [file] });
    else known.files.push(file);
  }
  return [...keys.values()];
}

async function firstOpened(
  store: StorageDriver,
  files: readonly string[],
  identities: readonly string[],
  reasons: string[],
): Promise<string | null> {
  for (const file of files) {
    for (const identity of identities) {
      try {
        return await openEscrow(store, file, identity);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        reasons.push(`${file}: ${error.message}`);
      }
    }
  }
  return null;
}

/** The age identity in a file of `escrowedKeys`. Throws KEY_UNAVAILABLE when `identity` does not open it. */
export async function openEscrow(store: StorageDriver, file: string, identity: string): Promise<string> {
  const opened = await decryptSmall(await buffer(await store.get(file)), identity);
  const escrowed = opened.toString('utf8').trim();
  await recipientOf(escrowed);
  return escrowed;
}
