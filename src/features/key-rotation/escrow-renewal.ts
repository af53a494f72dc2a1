import { Readable } from 'node:stream';
import { AppError } from '../../common/app-error.js';
import type { AgeIdentity } from '../../platform/crypto/age-identity.js';
import type { StorageDriver } from '../../platform/storage/storage-driver.js';
import { escrowName } from '../encryption-keys/key-escrow.js';
import { type EscrowedKey, escrowedKeys, type KeyName, openEscrow } from '../encryption-keys/key-export.js';

export interface RenewalKeys {
  /** Derived from the master key. */
  current: AgeIdentity;
  /** Derived from the one before, where it is still given. */
  previous: AgeIdentity | null;
  recoveryRecipient: string | null;
  /** Keys that must be there, since artifacts in the store are encrypted to them. */
  expected: readonly KeyName[];
  /** The identity as the control database has it; null where it does not know the key. */
  known: (tenantId: string, keyId: string) => Promise<string | null>;
  encrypt: (plaintext: string, recipients: string[]) => Promise<Buffer>;
}

export interface RenewalResult {
  renewed: number;
  /** Keys that nothing we have opens: of another instance, or of a master key that is not given any more. */
  unopened: string[];
}

/** Another process may put the old one back in the moment between; it is taken away again. */
const TRIES = 3;

/**
 * Encrypts every key in a store to the recipient of the current master key, where it is not yet, or not any more: one that
 * is damaged, changed for another or gone is as good as lost, and nobody would notice before it is needed. At each moment the store
 * holds each key: first one is stored beside it and read back, then the old one goes, then its successor comes under the
 * same name and is read back, then the one beside it goes. Killed anywhere, it goes on from what is there. Idempotent.
 */
export async function renewEscrows(store: StorageDriver, keys: RenewalKeys): Promise<RenewalResult> {
  const result: RenewalResult = { renewed: 0, unopened: [] };
  for (const escrowed of withExpected(await escrowedKeys(store), keys.expected)) {
    const name = escrowName(escrowed);
    const interim = escrowName(escrowed, keys.current.recipient);
    if (await isWhole(store, escrowed, keys)) {
      await store.remove(interim);
      continue;
    }
    const identity = await identityOf(store, escrowed, keys);
    if (identity === null) result.unopened.push(name);
    else {
      await renew(store, { name, interim, identity }, keys);
      result.renewed += 1;
    }
  }
  return result;
}

function withExpected(found: readonly EscrowedKey[], expected: readonly KeyName[]): EscrowedKey[] {
  const names = new Set(found.map((key) => escrowName(key)));
  return [...found, ...expected.filter((key) => !names.has(escrowName(key))).map((key) => ({ ...key, files: [] }))];
}

/** It opens with the current master key, and is the key that the control database has under this name. */
async function isWhole(store: StorageDriver, key: EscrowedKey, keys: RenewalKeys): Promise<boolean> {
  const opened = await openedBy(store, escrowName(key), keys.current.identity);
  if (opened === null) return false;
  return opened === ((await keys.known(key.tenantId, key.keyId)) ?? opened);
}

async function renew(
  store: StorageDriver,
  { name, interim, identity }: { name: string; interim: string; identity: string },
  keys: RenewalKeys,
): Promise<void> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    await putFor(store, interim, identity, keys);
    await store.remove(name);
    await putFor(store, name, identity, keys);
    if (!(await opens(store, name, keys.current.identity))) continue;
    await store.remove(interim);
    return;
  }
  throw new AppError('STORAGE_FAILED', `Somebody keeps writing ${name} for another master key.`, {
    hint: 'A process with the old MASTER_KEY is still running: stop it. What is stored beside it opens with the new one.',
  });
}

/** Stored, read back and opened before this resolves. What is there already and does not open is replaced. */
async function putFor(store: StorageDriver, name: string, identity: string, keys: RenewalKeys): Promise<void> {
  if (await opens(store, name, keys.current.identity)) return;
  const recipients = [keys.current.recipient, ...(keys.recoveryRecipient === null ? [] : [keys.recoveryRecipient])];
  await store.remove(name);
  try {
    await store.put(name, Readable.from([await keys.encrypt(`${identity}\n`, recipients)]));
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'CONFLICT')) throw error;
    return; // somebody was quicker; whoever called looks whether it opens
  }
  if ((await openedBy(store, name, keys.current.identity)) !== identity) {
    throw new AppError('STORAGE_FAILED', `The store does not give back ${name} as it was stored.`, {
      hint: 'Check the disk. The key is still there for the old master key.',
    });
  }
}

async function identityOf(store: StorageDriver, key: EscrowedKey, keys: RenewalKeys): Promise<string | null> {
  const known = await keys.known(key.tenantId, key.keyId);
  if (known !== null) return known;
  for (const file of key.files) {
    for (const opener of [keys.current, keys.previous]) {
      const opened = opener === null ? null : await openedBy(store, file, opener.identity);
      if (opened !== null) return opened;
    }
  }
  return null;
}

async function opens(store: StorageDriver, name: string, identity: string): Promise<boolean> {
  return (await openedBy(store, name, identity)) !== null;
}

/** null: it is not there, or another's. What the store itself fails with is thrown. */
async function openedBy(store: StorageDriver, name: string, identity: string): Promise<string | null> {
  try {
    return await openEscrow(store, name, identity);
  } catch (error) {
    if (error instanceof AppError && (error.code === 'KEY_UNAVAILABLE' || error.code === 'NOT_FOUND')) return null;
    throw error;
  }
}
