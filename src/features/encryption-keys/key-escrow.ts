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
 * own beside it (`<keyId>.<8 hex of the recipient's SHA-256>.age`); nothing in the store is ever replaced.
 */
export async function ensureEscrow(store: StorageDriver, escrow: Escrow): Promise<void> {
  const base = `keys/${escrow.tenantId}/${escrow.keyId}`;
  const recipients = escrow.recoveryRecipient === null ? [] : [escrow.recoveryRecipient];
  await putOnce(store, `${base}.age`, () =>
    escrow.encrypt(`${escrow.identity()}\n`, [escrow.masterRecipient, ...recipients]),
  );
  for (const recipient of recipients) {
    const mark = createHash('sha256').update(recipient).digest('hex').slice(0, 8);
    await putOnce(store, `${base}.${mark}.age`, () => escrow.encrypt(`${escrow.identity()}\n`, [recipient]));
  }
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
