import type { EntityManager } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import { storableJson } from '../../common/storable.js';
import type { EventKind } from './event-kinds.js';
import { Event } from './event.entity.js';

export interface NewEvent {
  kind: EventKind;
  /** null: of the instance. */
  tenantId: string | null;
  sourceId?: string;
  subject?: { type: string; id: string };
  /** What a reader must know without looking anything up. Never a secret. */
  data: Record<string, unknown>;
  /** Named: it is told once, however often and by however many processes it is recorded. */
  key?: string;
}

/** Part of the caller's transaction: what happened and its news are kept, or lost, together. Answers false for one that was told before. */
export async function recordEvent(manager: EntityManager, event: NewEvent): Promise<boolean> {
  const result = await manager
    .createQueryBuilder()
    .insert()
    .into(Event)
    .values({
      id: uuidV7(),
      kind: event.kind,
      tenantId: event.tenantId,
      sourceId: event.sourceId ?? null,
      subjectType: event.subject?.type ?? null,
      subjectId: event.subject?.id ?? null,
      data: storableJson(event.data),
      key: event.key ?? null,
    })
    .orIgnore()
    .returning('id')
    .execute();
  return (result.raw as unknown[]).length > 0;
}
