import { In, type EntityManager } from 'typeorm';
import { Event } from '../events/event.entity.js';
import type { ToldEvent } from './event-message.js';
import { isProblem, TOPIC_OF_KIND } from './topics.js';

/** Events with what is told beside them, as it is now; the oldest first. What is gone meanwhile is left out. */
export async function toldEvents(manager: EntityManager, ids: readonly string[]): Promise<ToldEvent[]> {
  const events = await manager.find(Event, { where: { id: In([...ids]) }, order: { createdAt: 'ASC', id: 'ASC' } });
  const sourceIds = [...new Set(events.flatMap(({ sourceId }) => (sourceId === null ? [] : [sourceId])))];
  const sources = await sourcesOf(manager, sourceIds);
  return events.map((event) => {
    const source = event.sourceId === null ? undefined : sources.get(event.sourceId);
    const { id, kind, createdAt, subjectType, subjectId } = event;
    return {
      ...{ id, kind, createdAt, subjectType, subjectId },
      data: event.data as Record<string, unknown>,
      source: source === undefined ? null : { id: source.id, name: source.name },
      ...(source !== undefined && isProblem(TOPIC_OF_KIND[kind]) ? { lastGoodAt: source.lastGoodAt } : {}),
    };
  });
}

interface SourceRow {
  id: string;
  name: string;
  lastGoodAt: Date | null;
}

/** By SQL, since notifications know no backup. */
async function sourcesOf(manager: EntityManager, ids: readonly string[]): Promise<Map<string, SourceRow>> {
  const rows = await manager.query<SourceRow[]>(
    `SELECT source.id, source.name,
            (SELECT max(backup."startedAt") FROM backups backup
              WHERE backup."sourceId" = source.id AND backup.status = 'completed' AND backup."deletedAt" IS NULL
                AND backup.origin <> 'upload')
              AS "lastGoodAt"
       FROM sources source WHERE source.id = ANY ($1)`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
