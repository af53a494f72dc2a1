import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import type { ListQuery } from '../../common/http/list-query.dto.js';
import { type Page, paginate } from '../../common/pagination.js';
import { Database } from '../../database/database.js';
import type { AuditEvent } from '../audit/audit-event.entity.js';
import { eventsOf } from './audit-list.js';
import { addressesOf, eventsOfPerson } from './history-of-person.js';
import type { PersonHistoryQuery } from './history-requests.dto.js';

/** Where records are, by SQL, since the trail needs to know of none but that it is there; and what events call their kind. */
const RECORDS = {
  source: { table: 'sources', tenant: 'tenantId', subjectType: 'source' },
  backup: { table: 'backups', tenant: 'tenantId', subjectType: 'backup' },
  restore: { table: 'restores', tenant: 'tenantId', subjectType: 'restore' },
  drill: { table: 'drills', tenant: 'tenantId', subjectType: 'drill' },
  schedule: { table: 'schedules', tenant: 'tenantId', subjectType: 'schedule' },
  'notification-channel': {
    table: 'notification_channels',
    tenant: 'tenantId',
    subjectType: 'notification_channel',
  },
  tenant: { table: 'tenants', tenant: 'id', subjectType: 'tenant' },
  'api-key': { table: 'api_keys', tenant: 'tenantId', subjectType: 'api_key' },
} as const;

export type WithHistory = keyof typeof RECORDS;

/** Nothing belongs to one of these, so an index alone finds their events: to look into `about` is to look into each event. */
const ALONE: readonly WithHistory[] = ['notification-channel', 'tenant', 'api-key'];

const BY_TIME = { sortable: { at: 'event.at' }, default: 'at' };

/** What happened to a record, and to what belongs to it: of a source, to its backups and restores too. */
@Injectable()
export class History {
  constructor(private readonly database: Database) {}

  /** Also of what is deleted by now. Throws NOT_FOUND for what never was, and what is another tenant's. */
  async of(caller: Caller, noun: WithHistory, id: string, query: ListQuery): Promise<Page<AuditEvent>> {
    return this.database.as(caller, async (manager) => {
      const page = await paginate(eventsAbout(manager, caller, noun, id), query, BY_TIME);
      if (page.total > 0) return page;
      const { table, tenant } = RECORDS[noun];
      const found = await manager.query<unknown[]>(
        `SELECT 1 FROM "${table}" WHERE id = $1 AND ($2 OR "${tenant}" = $3)`,
        [id, caller.seesAllTenants, caller.tenantId],
      );
      if (found.length > 0) return page;
      throw new AppError('NOT_FOUND', `There is no ${noun} ${id}.`, {
        hint: `List what there is: GET /api/v1/${noun}s`,
      });
    });
  }

  /** Of a person also what they did themselves. Throws NOT_FOUND as above. */
  async ofPerson(caller: Caller, id: string, query: PersonHistoryQuery): Promise<Page<AuditEvent>> {
    return this.database.as(caller, async (manager) => {
      const addresses = await addressesOf(manager, caller, id);
      if (addresses.length === 0) {
        throw new AppError('NOT_FOUND', `There is no user ${id}.`, { hint: 'List who there is: GET /api/v1/users' });
      }
      const events = eventsOfPerson(eventsOf(manager, caller), { id, addresses }, query.part);
      return paginate(events, query, BY_TIME);
    });
  }
}

/** Its kind is asked for as well: who may see one kind of record need not see another, of which this may be an id. */
function eventsAbout(
  manager: EntityManager,
  caller: Caller,
  noun: WithHistory,
  id: string,
): SelectQueryBuilder<AuditEvent> {
  const own = 'event."subjectId" = :subject AND event."subjectType" = :subjectType';
  return eventsOf(manager, caller).andWhere(
    ALONE.includes(noun) ? `(${own})` : `(${own} OR event.about @> ARRAY[:subject]::uuid[])`,
    { subject: id, subjectType: RECORDS[noun].subjectType },
  );
}
