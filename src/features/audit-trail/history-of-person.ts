import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import type { Caller } from '../../common/caller.js';
import type { AuditEvent } from '../audit/audit-event.entity.js';

export const PERSON_HISTORY_PARTS = ['all', 'done_to', 'done_by'] as const;
export type PersonHistoryPart = (typeof PERSON_HISTORY_PARTS)[number];

interface KnownPerson {
  id: string;
  /** Each that they ever had. */
  addresses: string[];
}

/** The end of one session is an event of that session, which says whose it was. */
const DONE_TO = `(event."subjectId" = :person AND event."subjectType" = 'user'
  OR event.action = 'session.revoke' AND event.data->>'userId' = (:person::uuid)::text)`;

/**
 * The index knows who acted by their address, and an address may have been somebody else's. Of one address it is in the order
 * of time, of several it has to be sorted.
 */
function doneBy(addresses: readonly string[]): string {
  const isTheirs = addresses.length === 1 ? 'event.actor = :address' : 'event.actor = ANY (:addresses)';
  return `(${isTheirs} AND event."actorId" = :person)`;
}

const PARTS: Record<PersonHistoryPart, (addresses: readonly string[]) => string> = {
  all: (addresses) => `(${DONE_TO} OR ${doneBy(addresses)})`,
  done_to: () => DONE_TO,
  done_by: doneBy,
};

/** The addresses that somebody has and had, as far as the caller may know; none: there is no such person, and never was. */
export async function addressesOf(manager: EntityManager, caller: Caller, id: string): Promise<string[]> {
  const found = await manager.query<{ address: string | null }[]>(
    `SELECT email AS address FROM users WHERE id = $1 AND ($2 OR "tenantId" = $3)
     UNION
     SELECT unnest(ARRAY["subjectName", data->>'email']) FROM audit_events
      WHERE "subjectId" = $1 AND "subjectType" = 'user' AND ($2 OR "tenantId" = $3)`,
    [id, caller.seesAllTenants, caller.tenantId],
  );
  return found.map(({ address }) => address).filter((address) => address !== null);
}

export function eventsOfPerson(
  events: SelectQueryBuilder<AuditEvent>,
  { id, addresses }: KnownPerson,
  part: PersonHistoryPart,
): SelectQueryBuilder<AuditEvent> {
  return events.andWhere(PARTS[part](addresses), { person: id, address: addresses[0], addresses });
}
