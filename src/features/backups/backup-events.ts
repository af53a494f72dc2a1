import type { EntityManager } from 'typeorm';
import type { RecordedError } from '../../common/app-error.js';
import { recordEvent } from '../events/record-event.js';
import type { Backup } from './backup.entity.js';

type Told = Pick<Backup, 'id' | 'tenantId' | 'sourceId' | 'number' | 'name' | 'origin'>;

/** What became of a backup, for those who must be told: in the transaction that writes it onto its record. */
export async function tellOfBackup(
  manager: EntityManager,
  kind: 'backup.completed' | 'backup.failed' | 'backup.corrupted',
  backup: Told,
  data: BackupOutcome,
): Promise<void> {
  const { id, tenantId, sourceId, number, name, origin } = backup;
  const subject = { type: 'backup', id };
  await recordEvent(manager, { kind, tenantId, sourceId, subject, data: { number, name, origin, ...data } });
}

type BackupOutcome =
  | { error: RecordedError }
  | { proof: Backup['proof']; durationMs: number; rawBytes: number | null; storedBytes: number | null };
