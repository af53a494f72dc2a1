import type { EntityManager } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import type { Caller } from '../../common/caller.js';
import { storableJson, storableText } from '../../common/storable.js';
import { CHANGES_CHANNEL } from '../../database/changes-channel.js';
import type { AuditOutcome } from './audit-event.entity.js';
import { labelQuery } from './subject-labels.js';

export interface AuditEntry {
  /** `noun.verb`, such as `backup.create`. */
  action: string;
  subjectType?: string;
  subjectId?: string;
  /** What a person calls it; absent: as its record says now. Of what is deleted in this transaction it must be said. */
  subjectName?: string;
  /** The tenant of the subject where it is not the caller's own (a superadmin at work). */
  tenantId?: string;
  /** Absent: `ok`. */
  outcome?: AuditOutcome;
  /** Never a secret. The names of its members are of ASCII. */
  data?: Record<string, unknown>;
  /** For acts nobody was recognised for; otherwise the caller's. */
  address?: string | null;
  requestId?: string | null;
}

/** Writes one event, in the transaction of the act: both are kept, or lost, together, and announced to whoever watches. Its place in the chain is given at the commit. */
export async function writeEvent(manager: EntityManager, caller: Caller | null, entry: AuditEntry): Promise<void> {
  const { subjectType, subjectId = null, subjectName = null } = entry;
  const label = subjectId === null ? null : labelQuery(subjectType);
  await manager.query(
    `WITH written AS (
     INSERT INTO audit_events ("subjectId", "subjectName", about, id, "tenantId", actor, "actorId", "actorKind", "credentialId", "credentialName",
                               action, "subjectType", outcome, address, "requestId", data)
     SELECT $1::uuid, coalesce($2::text, label.name), label.about, $3, $4, $5, $6, $7::text, $8::uuid,
            (SELECT k.name FROM api_keys k WHERE $7 = 'api-key' AND k.id = $8), $9, $10, $11, $12, $13, $14
       FROM (VALUES (1)) one LEFT JOIN LATERAL (${label ?? NO_LABEL}) label ON true
     RETURNING id, "tenantId")
     SELECT pg_notify('${CHANGES_CHANNEL}', json_build_object('type', 'audit-events', 'id', id, 'tenantId', "tenantId",
                      'action', 'created')::text) FROM written`,
    [
      ...[subjectId, storedText(subjectName), uuidV7()],
      entry.tenantId ?? caller?.tenantId ?? null,
      ...[caller?.name ?? null, caller?.userId ?? null, caller?.kind ?? null, caller?.credentialId ?? null],
      ...[entry.action, subjectType ?? null, entry.outcome ?? 'ok', entry.address ?? caller?.address ?? null],
      storedText(entry.requestId ?? caller?.requestId),
      JSON.stringify(plainNumbers(storableJson(entry.data ?? {}))),
    ],
  );
}

const NO_LABEL = 'SELECT NULL::text AS name, NULL::uuid[] AS about';

function storedText(text: string | null | undefined): string | null {
  return text === null || text === undefined ? null : storableText(text);
}

/** A number that JavaScript writes with an exponent, and PostgreSQL without, would have two canonical forms: it is kept as text. */
function plainNumbers(value: unknown): unknown {
  if (typeof value === 'number') return String(value).includes('e') ? String(value) : value;
  if (Array.isArray(value)) return value.map(plainNumbers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plainNumbers(member)]));
}
