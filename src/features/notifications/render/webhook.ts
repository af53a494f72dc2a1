import type { ToldEvent } from '../event-message.js';
import type { Message } from '../message.js';
import { TOPIC_OF_KIND } from '../topics.js';

/** What a program is told beside the words for people. */
export type Content =
  | { type: 'events'; events: readonly ToldEvent[] }
  | { type: 'digest'; digest: object }
  | { type: 'test' };

/** The body of a generic webhook. Documented in docs/tasks/be-told.md; names are never taken out of it. */
export function renderWebhook(message: Message, content: Content): object {
  const { id, title, lead, link } = message;
  return {
    id,
    type: content.type,
    title,
    text: lead,
    url: link?.url ?? null,
    ...(content.type === 'events' ? { events: content.events.map(eventBody) } : {}),
    ...(content.type === 'digest' ? { digest: content.digest } : {}),
  };
}

function eventBody(event: ToldEvent): object {
  const { id, kind, createdAt, source, subjectType, subjectId, data, lastGoodAt } = event;
  return {
    id,
    event: TOPIC_OF_KIND[kind],
    kind,
    at: createdAt.toISOString(),
    source,
    subject: subjectType === null ? null : { type: subjectType, id: subjectId },
    lastGoodAt: lastGoodAt?.toISOString() ?? null,
    data,
  };
}
