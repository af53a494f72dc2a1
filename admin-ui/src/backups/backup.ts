import type { RaRecord } from 'react-admin';
import type { components } from '../api/schema.js';

export type Backup = components['schemas']['BackupResponse'] & RaRecord<string>;

/** Something works on it now, or will when its turn comes. */
export function isUnderWay({ status }: Pick<Backup, 'status'>): boolean {
  return status === 'pending' || status === 'running';
}

/** It can be restored, verified and downloaded. */
export function isReady({ status }: Pick<Backup, 'status'>): boolean {
  return status === 'completed' || status === 'corrupted';
}
