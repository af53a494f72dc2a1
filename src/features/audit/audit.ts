import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../common/caller.js';
import { Database } from '../../database/database.js';
import { type AuditEntry, writeEvent } from './write-event.js';

export type { AuditEntry } from './write-event.js';

/** Writes the audit trail. */
@Injectable()
export class Audit {
  constructor(private readonly database: Database) {}

  /**
   * Writes one event. With `manager` it is part of that transaction: the act and its trace are kept, or lost, together.
   * Without, it is written at once in a transaction of its own. `caller` is null when nobody was recognised.
   */
  async record(caller: Caller | null, entry: AuditEntry, manager?: EntityManager): Promise<void> {
    if (manager !== undefined) await writeEvent(manager, caller, entry);
    else await this.database.asSystem((own) => writeEvent(own, caller, entry));
  }
}
