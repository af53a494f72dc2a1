import type { EntityManager } from 'typeorm';
import { INSTANCE_CHAIN } from './audit-link.entity.js';

/** Of events, by when their acts began; `to` is not in it. */
export interface TimeRange {
  from: Date | null;
  to: Date | null;
}

/** Places in a chain, both of them in it. */
export interface ChainSpan {
  first: number;
  /** null: up to its end. */
  last: number | null;
}

/** Acts of the same moment come into the chain in the order in which they were committed. */
const AROUND = 100;

/**
 * Where in a chain the events of a time lie, with the one before and the one after them: an event whose time was changed, so
 * that it lies outside, is then found as one of those.
 */
export async function spanOf(manager: EntityManager, chain: string, { from, to }: TimeRange): Promise<ChainSpan> {
  const isOfChain = chain === INSTANCE_CHAIN ? 'e."tenantId" IS NULL' : 'e."tenantId" = $1::uuid';
  const places = async (condition: '<' | '>=', at: Date): Promise<{ first: number; last: number } | null> => {
    const order = condition === '<' ? 'DESC' : 'ASC';
    const [found] = await manager.query<[{ first: number | null; last: number | null }]>(
      `SELECT min(link.seq)::int AS first, max(link.seq)::int AS last FROM (
         SELECT id FROM audit_events e WHERE ${isOfChain} AND e.at ${condition} $2 ORDER BY e.at ${order} LIMIT ${AROUND}
       ) near JOIN audit_chain link ON link."eventId" = near.id AND link.chain = $1::uuid`,
      [chain, at],
    );
    return found.first === null || found.last === null ? null : { first: found.first, last: found.last };
  };
  const span: ChainSpan = { first: 1, last: null };
  if (from !== null) {
    const before = await places('<', from);
    const after = await places('>=', from);
    if (before !== null) span.first = Math.max(1, Math.min(before.last, (after?.first ?? Infinity) - 1));
  }
  if (to !== null) {
    const before = await places('<', to);
    const after = await places('>=', to);
    if (after !== null) span.last = Math.max(after.first, (before?.last ?? 0) + 1);
  }
  return span;
}
