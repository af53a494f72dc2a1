import type { EntityManager } from 'typeorm';
import type { RecordedError } from '../../common/app-error.js';
import type { EventKind } from '../events/event-kinds.js';
import { recordEvent } from '../events/record-event.js';
import type { ApprovedAct } from './restore-approval.entity.js';
import type { Restore } from './restore.entity.js';

export interface ApprovalNews {
  act: ApprovedAct;
  requestedBy: string;
  expiresAt?: Date;
  decidedBy?: string | null;
  reason?: string | null;
}

/** What became of a restore or its rollback, for those who must be told: in the transaction that writes it onto its record. */
export async function tellOfRestore(
  manager: EntityManager,
  kind: Extract<EventKind, `restore.${string}` | `rollback.${string}`>,
  restore: Restore,
  data: { error?: RecordedError; durationMs?: number; downtimeMs?: number | null } | ApprovalNews = {},
): Promise<void> {
  const { id, tenantId, sourceId, number, backupId, strategy } = restore;
  const subject = { type: 'restore', id };
  await recordEvent(manager, { kind, tenantId, sourceId, subject, data: { number, backupId, strategy, ...data } });
}
