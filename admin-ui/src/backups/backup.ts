import type { RaRecord } from 'react-admin';
import type { components } from '../api/schema.js';

export type Backup = components['schemas']['BackupResponse'] & RaRecord<string>;

/** Something works on it now, or will when its turn comes. */
export function isUnderWay({ status }: Pick<Backup, 'status'>): boolean {
  return status === 'pending' || status === 'running';
}

/** It can be verified, downloaded and looked into. */
export function isReady({ status }: Pick<Backup, 'status'>): boolean {
  return status === 'completed' || status === 'corrupted';
}

/** It is ready, and nothing is known against it: of a damaged one nothing is restored. */
export function isRestorable({ status }: Pick<Backup, 'status'>): boolean {
  return status === 'completed';
}

/** Nothing of it can be restored, nor will be: there is nothing to keep, and nothing to beware of. */
export function isNothing({ status }: Pick<Backup, 'status'>): boolean {
  return status === 'failed' || status === 'canceled';
}

/** It came to nothing, and can be tried once more: an upload is sent again, and a safety backup is its restore's. */
export function canBeTakenAgain({ status, origin }: Pick<Backup, 'status' | 'origin'>): boolean {
  return isNothing({ status }) && (origin === 'manual' || origin === 'scheduled');
}
