import type { EntityManager } from 'typeorm';
import type { RecordedError } from '../../common/app-error.js';
import { recordEvent } from '../events/record-event.js';
import type { Restore } from './restore.entity.js';

/** What became of a restore or its rollback, for those who must be told: in the transaction that writes it onto its record. */
export async function tellOfRestore(
  manager: EntityManager,
  kind: 'restore.completed' | 'restore.failed' | 'restore.rolled_back' | 'rollback.failed',
  restore: Restore,
  data: { error?: RecordedError; durationMs?: number; downtimeMs?: number | null } = {},
): Promise<void> {
  const { id, tenantId, sourceId, number, backupId, strategy } = restore;
  const subject = { type: 'restore', id };
  await recordEvent(manager, { kind, tenantId, sourceId, subject, data: { number, backupId, strategy, ...data } });
}
