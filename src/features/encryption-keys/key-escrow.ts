import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { AppError } from '../../common/app-error.js';
import type { StorageDriver } from '../../platform/storage/storage-driver.js';

export interface Escrow {
  tenantId: string;
  keyId: string;
  /** Gives the age identity; asked for only when something is to be written. */
  identity: () => string;
  masterRecipient: string;
  recoveryRecipient: string | null;
  encrypt: (plaintext: string, recipients: string[]) => Promise<Buffer>;
}

/**
 * Sees to it that the store holds a tenant's identity, encrypted to the recipient derived from the master key and to
 * the recovery recipient: `keys/<tenant>/<keyId>.age`. A recovery recipient that was named later gets a file of its
 * own beside it (`<keyId>.<8 hex of the recipient's SHA-256>.age`). Only a new master key replaces a file, and then the
 * one for the old master key (key-rotation/escrow-renewal.ts).
 */
export async function ensureEscrow(store: StorageDriver, escrow: Escrow): Promise<void> {
  const recipients = escrow.recoveryRecipient === null ? [] : [escrow.recoveryRecipient];
  await putOnce(store, escrowName(escrow), () =>
    escrow.encrypt(`${escrow.identity()}\n`, [escrow.masterRecipient, ...recipients]),
  );
  for (const recipient of recipients) {
    await putOnce(store, escrowName(escrow, recipient), () => escrow.encrypt(`${escrow.identity()}\n`, [recipient]));
  }
}

/** The object that holds a key; with a recipient, the one beside it that is for that recipient alone. */
export function escrowName({ tenantId, keyId }: { tenantId: string; keyId: string }, recipient?: string): string {
  const mark = recipient === undefined ? '' : `.${createHash('sha256').update(recipient).digest('hex').slice(0, 8)}`;
  return `keys/${tenantId}/${keyId}${mark}.age`;
}

/** Two workers may do this at once; the one that comes second finds it done. */
async function putOnce(store: StorageDriver, key: string, make: () => Promise<Buffer>): Promise<void> {
  if ((await store.stat(key)) !== null) return;
  try {
    await store.put(key, Readable.from([await make()]));
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'CONFLICT')) throw error;
  }
}
