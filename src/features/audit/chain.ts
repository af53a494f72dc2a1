import { createHash } from 'node:crypto';
import { canonicalJson } from '../../platform/crypto/canonical-json.js';

/** An event as `to_jsonb` gives it; `at` in UTC, to the microsecond. */
export type ChainedEvent = Record<string, unknown> & { id: string; at: string; tenantId: string | null };

export interface ChainPlace {
  /** From 1, without gaps. */
  seq: number;
  /** The hash before it; null for the first. */
  previous: string | null;
}

/**
 * What is hashed: all of the event that is not null, its place in the chain, and the hash before it. A column that comes
 * later is null in the events of before, and changes nothing for them.
 */
export function documentOf(event: ChainedEvent, { seq, previous }: ChainPlace): Record<string, unknown> {
  return Object.fromEntries(Object.entries({ ...event, seq, previous }).filter(([, value]) => value !== null));
}

/** SHA-256 in hex over the canonical JSON (RFC 8785), as the database computes it at the commit. */
export function hashOf(document: Record<string, unknown>): string {
  return createHash('sha256').update(canonicalJson(document)).digest('hex');
}
