import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import type { Caller } from '../../common/caller.js';
import { storableJson, storableText } from '../../common/storable.js';
import { Database } from '../../database/database.js';
import { AuditEvent, type AuditOutcome } from './audit-event.entity.js';

export interface AuditEntry {
  /** `noun.verb`, such as `backup.create`. */
  action: string;
  subjectType?: string;
  subjectId?: string;
  /** The tenant of the subject where it is not the caller's own (a superadmin at work). */
  tenantId?: string;
  /** Absent: `ok`. */
  outcome?: AuditOutcome;
  /** Never a secret. */
  data?: Record<string, unknown>;
  /** For acts nobody was recognised for; otherwise the caller's. */
  address?: string | null;
  requestId?: string | null;
}

/** Writes the audit trail. */
@Injectable()
export class Audit {
  constructor(private readonly database: Database) {}

  /**
   * Writes one row. With `manager` it is part of that transaction: the act and its trace are kept, or lost, together.
   * Without, it is written at once in a transaction of its own. `caller` is null when nobody was recognised.
   */
  async record(caller: Caller | null, entry: AuditEntry, manager?: EntityManager): Promise<void> {
    const row = toRow(caller, entry);
    if (manager !== undefined) await manager.insert(AuditEvent, row);
    else await this.database.asSystem((own) => own.insert(AuditEvent, row));
  }
}

function toRow(caller: Caller | null, entry: AuditEntry) {
  return {
    id: uuidV7(),
    tenantId: entry.tenantId ?? caller?.tenantId ?? null,
    actor: caller?.name ?? null,
    actorId: caller?.userId ?? null,
    action: entry.action,
    subjectType: entry.subjectType ?? null,
    subjectId: entry.subjectId ?? null,
    outcome: entry.outcome ?? 'ok',
    address: entry.address ?? caller?.address ?? null,
    requestId: storableText(entry.requestId ?? caller?.requestId ?? ''),
    data: storableJson(entry.data ?? {}),
  };
}
