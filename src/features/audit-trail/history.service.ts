import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import type { ListQuery } from '../../common/http/list-query.dto.js';
import { type Page, paginate } from '../../common/pagination.js';
import { Database } from '../../database/database.js';
import type { AuditEvent } from '../audit/audit-event.entity.js';
import { eventsOf } from './audit-list.js';

/** What has a history, and where its records are: by SQL, since the trail needs to know of none but that it is there. */
const TABLES = {
  source: 'sources',
  backup: 'backups',
  restore: 'restores',
  drill: 'drills',
  schedule: 'schedules',
  'notification-channel': 'notification_channels',
} as const;

export type WithHistory = keyof typeof TABLES;

/** What happened to a record, and to what belongs to it: of a source, to its backups and restores too. */
@Injectable()
export class History {
  constructor(private readonly database: Database) {}

  /** Also of what is deleted by now. Throws NOT_FOUND for what never was, and what is another tenant's. */
  async of(caller: Caller, noun: WithHistory, id: string, query: ListQuery): Promise<Page<AuditEvent>> {
    return this.database.as(caller, async (manager) => {
      const events = eventsOf(manager, caller).andWhere(
        '(event."subjectId" = :subject OR event.about @> ARRAY[:subject]::uuid[])',
        { subject: id },
      );
      const page = await paginate(events, query, { sortable: { at: 'event.at' }, default: 'at' });
      if (page.total > 0) return page;
      const found = await manager.query<unknown[]>(
        `SELECT 1 FROM "${TABLES[noun]}" WHERE id = $1 AND ($2 OR "tenantId" = $3)`,
        [id, caller.seesAllTenants, caller.tenantId],
      );
      if (found.length > 0) return page;
      throw new AppError('NOT_FOUND', `There is no ${noun} ${id}.`, {
        hint: `List what there is: GET /api/v1/${noun}s`,
      });
    });
  }
}
