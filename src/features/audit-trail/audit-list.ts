import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import type { Caller } from '../../common/caller.js';
import { hasText } from '../../common/list-filters.js';
import { type Page, paginate } from '../../common/pagination.js';
import { AuditEvent } from '../audit/audit-event.entity.js';
import type { ListAuditEventsQuery } from './audit-requests.dto.js';

/** Events of the caller's tenant; a superadmin's are all, and those of nobody's tenant. Each list has its index (migrations). */
export async function listEvents(
  manager: EntityManager,
  caller: Caller,
  query: ListAuditEventsQuery,
): Promise<Page<AuditEvent>> {
  return paginate(narrowed(eventsOf(manager, caller), query), query, {
    sortable: { at: 'event.at', action: 'event.action', actor: 'event.actor' },
    default: 'at',
  });
}

/** The first wall; row-level security is the second. */
export function eventsOf(manager: EntityManager, caller: Caller): SelectQueryBuilder<AuditEvent> {
  const events = manager.createQueryBuilder(AuditEvent, 'event');
  return caller.seesAllTenants
    ? events.where('true')
    : events.where('event."tenantId" = :callerTenant', { callerTenant: caller.tenantId });
}

export function narrowed(
  events: SelectQueryBuilder<AuditEvent>,
  { actor, action, subjectType, subjectId, outcome, from, to, q }: ListAuditEventsQuery,
): SelectQueryBuilder<AuditEvent> {
  if (actor !== undefined) events.andWhere('event.actor = :actor', { actor });
  if (action !== undefined) events.andWhere('event.action = :action', { action });
  if (subjectType !== undefined) events.andWhere('event."subjectType" = :subjectType', { subjectType });
  if (subjectId !== undefined) events.andWhere('event."subjectId" = :subjectId', { subjectId });
  if (outcome !== undefined) events.andWhere('event.outcome = :outcome', { outcome });
  if (from !== undefined) events.andWhere('event.at >= :from', { from: new Date(from) });
  if (to !== undefined) events.andWhere('event.at < :to', { to: new Date(to) });
  if (q !== undefined) events.andWhere(hasText(TEXT, q), { q });
  return events;
}

const TEXT = `concat_ws(' ', event.actor, event.action, event."subjectName", event.address)`;
