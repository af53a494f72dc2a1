import type { EntityManager } from 'typeorm';
import type { Caller } from '../../common/caller.js';
import type { CsvColumns } from '../../common/csv.js';
import type { Database } from '../../database/database.js';
import { canonicalJson } from '../../platform/crypto/canonical-json.js';
import type { AuditEvent } from '../audit/audit-event.entity.js';
import { type ChainedEvent, documentOf } from '../audit/chain.js';
import { CHAINED_EVENT } from '../audit/verify-chain.js';
import { eventsOf, narrowed } from './audit-list.js';
import type { ListAuditEventsQuery } from './audit-requests.dto.js';
import { sentenceOf } from './sentence.js';

/** So many events are in memory at once. */
const BATCH = 1_000;

/** What an event is in an export, with its place in its chain. */
export interface ExportedEvent {
  event: ChainedEvent;
  seq: number | null;
  previous: string | null;
  hash: string | null;
}

/**
 * Events in the order of their chains, the oldest first, read as they are taken: each batch in a transaction of its own,
 * so that a slow reader holds none open.
 */
export async function* exportedEvents(
  database: Database,
  caller: Caller,
  query: ListAuditEventsQuery,
): AsyncIterable<ExportedEvent> {
  let after: Place | null = null;
  for (;;) {
    const batch: (ExportedEvent & { chain: string })[] = await database.as(caller, (manager) =>
      batchAfter(manager, caller, query, after),
    );
    yield* batch;
    const last = batch.at(-1);
    if (last === undefined || batch.length < BATCH) return;
    after = { chain: last.chain, seq: last.seq ?? 0 };
  }
}

interface Place {
  chain: string;
  seq: number;
}

async function batchAfter(
  manager: EntityManager,
  caller: Caller,
  query: ListAuditEventsQuery,
  after: Place | null,
): Promise<(ExportedEvent & Place)[]> {
  const events = narrowed(eventsOf(manager, caller), query)
    .innerJoin('audit_chain', 'link', 'link."eventId" = event.id')
    .leftJoin('audit_chain', 'before', 'before.chain = link.chain AND before.seq = link.seq - 1')
    .select(CHAINED_EVENT.replaceAll(/\be\b(?=[).])/g, 'event'), 'event')
    .addSelect('link.chain', 'chain')
    .addSelect('link.seq::int', 'seq')
    .addSelect('link.hash', 'hash')
    .addSelect('before.hash', 'previous')
    .orderBy('link.chain')
    .addOrderBy('link.seq')
    .limit(BATCH);
  if (query.ids !== undefined) events.andWhere('event.id IN (:...listIds)', { listIds: query.ids });
  if (after !== null) events.andWhere('(link.chain, link.seq) > (:chain, :seq)', after);
  return events.getRawMany();
}

/** One line: what is hashed, as it is hashed, and the hash. `del(.hash)` in canonical form has that SHA-256. */
export async function* jsonLines(events: AsyncIterable<ExportedEvent>): AsyncIterable<string> {
  for await (const { event, seq, previous, hash } of events) {
    yield `${canonicalJson({ ...documentOf(event, { seq: seq ?? 0, previous }), hash })}\n`;
  }
}

const text = (name: string) => (row: ExportedEvent) => {
  const value = row.event[name];
  return typeof value === 'string' ? value : null;
};

export const CSV_COLUMNS: CsvColumns<ExportedEvent> = {
  ...Object.fromEntries(
    ['at', 'actor', 'actorKind', 'credentialName', 'action', 'subjectType', 'subjectId', 'subjectName', 'outcome'].map(
      (name) => [name, text(name)],
    ),
  ),
  sentence: ({ event }) => sentenceOf(event as unknown as AuditEvent),
  ...Object.fromEntries(['address', 'requestId', 'tenantId', 'id'].map((name) => [name, text(name)])),
  data: ({ event }) => JSON.stringify(event.data),
  seq: ({ seq }) => seq,
  hash: ({ hash }) => hash,
};
