import type { EntityManager } from 'typeorm';
import { INSTANCE_CHAIN } from './audit-link.entity.js';
import { spanOf, type TimeRange } from './chain-span.js';
import { type ChainedEvent, documentOf, hashOf } from './chain.js';

/** So many events are in memory at once. */
const BATCH = 2_000;

/** The head of a chain as somebody saw it once, kept where whoever changes the table does not reach. */
export interface Anchor {
  chain: string;
  seq: number;
  hash: string;
  /** For messages: where it was kept. */
  from: string;
}

export interface ChainBreak {
  /** Where the chain is whole up to, plus one; null for an event that is in no chain. */
  seq: number | null;
  eventId: string | null;
  reason: 'changed' | 'missing' | 'unchained' | 'rewritten' | 'cut';
  message: string;
}

export interface ChainFinding {
  /** A tenant's id; null: the instance's own. */
  tenantId: string | null;
  ok: boolean;
  /** That were found to be as they were written. */
  events: number;
  /** When the first and the last of them were written, in UTC. */
  from: string | null;
  to: string | null;
  /** Of the last of them. */
  hash: string | null;
  firstBroken?: ChainBreak;
}

export const WHOLE_TIME: TimeRange = { from: null, to: null };

/**
 * Reads a chain to its first break, a few thousand events at a time: from its beginning, or where `range` begins, whose first
 * event is held to the hash before it as it stands. `manager` must see all rows of the chain. `anchors`: of this chain.
 */
export async function verifyChain(
  manager: EntityManager,
  chain: string,
  anchors: readonly Anchor[] = [],
  range: TimeRange = WHOLE_TIME,
): Promise<ChainFinding> {
  const tenantId = chain === INSTANCE_CHAIN ? null : chain;
  const { first, last } = await spanOf(manager, chain, range);
  const whole: ChainFinding = { tenantId, ok: true, events: 0, from: null, to: null, hash: null };
  const broken = (firstBroken: ChainBreak): ChainFinding => ({ ...whole, ok: false, firstBroken });
  whole.hash = await hashAt(manager, chain, first - 1);
  const seen = (): number => first - 1 + whole.events;
  for (;;) {
    const links = await linksAfter(manager, chain, seen(), last);
    for (const link of links) {
      const found = breakAt(link, chain, { seq: seen() + 1, previous: whole.hash }, anchors);
      if (found !== null) return broken(found);
      whole.events += 1;
      whole.hash = link.hash;
      whole.from ??= link.event?.at ?? null;
      whole.to = link.event?.at ?? null;
    }
    if (links.length < BATCH) break;
  }
  const cut = last === null ? anchors.find(({ seq }) => seq > seen()) : undefined;
  if (cut !== undefined) {
    const message = `${cut.from} knows ${cut.seq} events; the chain ends after ${seen()}.`;
    return broken({ seq: seen() + 1, eventId: null, reason: 'cut', message });
  }
  if (last !== null && seen() < last) {
    const message = `Link ${seen() + 1} is missing, and all up to ${last}.`;
    return broken({ seq: seen() + 1, eventId: null, reason: 'missing', message });
  }
  const stray = await unchained(manager, tenantId, range);
  if (stray === null) return whole;
  const message = `Event ${stray} is in no chain: it was written past the application, or its link was taken away.`;
  return broken({ seq: null, eventId: stray, reason: 'unchained', message });
}

/** Of all tenants; also such as have lost all their links. */
export async function chainsOf(manager: EntityManager): Promise<string[]> {
  const rows = await manager.query<{ chain: string }[]>(
    `SELECT chain FROM audit_chain GROUP BY 1
      UNION SELECT coalesce("tenantId", $1) FROM audit_events GROUP BY 1 ORDER BY 1`,
    [INSTANCE_CHAIN],
  );
  return rows.map(({ chain }) => chain);
}

interface Link {
  seq: number;
  hash: string;
  eventId: string;
  event: ChainedEvent | null;
}

/** An event as it is hashed; `e` is its row. */
export const CHAINED_EVENT = `to_jsonb(e) || jsonb_build_object('at', to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))`;

/** In two steps: joined, all events would be read for each batch where PostgreSQL takes them to be few. */
async function linksAfter(manager: EntityManager, chain: string, seq: number, last: number | null): Promise<Link[]> {
  const links = await manager.query<Omit<Link, 'event'>[]>(
    `SELECT seq::int AS seq, hash, "eventId" FROM audit_chain
      WHERE chain = $1 AND seq > $2 AND seq <= coalesce($3, seq) ORDER BY seq LIMIT ${BATCH}`,
    [chain, seq, last],
  );
  const events = await manager.query<{ event: ChainedEvent }[]>(
    `SELECT ${CHAINED_EVENT} AS event FROM audit_events e WHERE e.id = ANY ($1)`,
    [links.map(({ eventId }) => eventId)],
  );
  const byId = new Map(events.map(({ event }) => [event.id, event]));
  return links.map((link) => ({ ...link, event: byId.get(link.eventId) ?? null }));
}

function breakAt(
  link: Link,
  chain: string,
  place: { seq: number; previous: string | null },
  anchors: readonly Anchor[],
): ChainBreak | null {
  const { seq } = place;
  const { eventId, event } = link;
  if (link.seq !== seq) {
    return { seq, eventId: null, reason: 'missing', message: `Link ${seq} is missing; the next one is ${link.seq}.` };
  }
  if (event === null) {
    return { seq, eventId, reason: 'missing', message: `Event ${eventId}, ${seq} of the chain, is missing.` };
  }
  const isInItsChain = (event.tenantId ?? INSTANCE_CHAIN) === chain;
  if (!isInItsChain || hashOf(documentOf(event, place)) !== link.hash) {
    const message = `Event ${eventId}, ${seq} of the chain, is not what was written.`;
    return { seq, eventId, reason: 'changed', message };
  }
  const anchor = anchors.find((one) => one.seq === seq && one.hash !== link.hash);
  if (anchor === undefined) return null;
  const message = `${anchor.from} knows another hash of link ${seq}: the chain was written anew.`;
  return { seq, eventId, reason: 'rewritten', message };
}

/** As it stands; null before the first. */
async function hashAt(manager: EntityManager, chain: string, seq: number): Promise<string | null> {
  const [link] = await manager.query<{ hash: string }[]>('SELECT hash FROM audit_chain WHERE chain = $1 AND seq = $2', [
    chain,
    seq,
  ]);
  return link?.hash ?? null;
}

async function unchained(
  manager: EntityManager,
  tenantId: string | null,
  { from, to }: TimeRange,
): Promise<string | null> {
  const [stray] = await manager.query<{ id: string }[]>(
    `SELECT e.id FROM audit_events e
      WHERE ${tenantId === null ? '"tenantId" IS NULL AND $1::uuid IS NULL' : '"tenantId" = $1::uuid'}
        AND e.at >= coalesce($2::timestamptz, '-infinity') AND e.at < coalesce($3::timestamptz, 'infinity')
        AND NOT EXISTS (SELECT FROM audit_chain link WHERE link."eventId" = e.id) ORDER BY at LIMIT 1`,
    [tenantId, from, to],
  );
  return stray?.id ?? null;
}
