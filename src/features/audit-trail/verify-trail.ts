import type { EntityManager } from 'typeorm';
import type { TimeRange } from '../audit/chain-span.js';
import { type Anchor, type ChainBreak, type ChainFinding, verifyChain, WHOLE_TIME } from '../audit/verify-chain.js';

export interface TrailFinding {
  ok: boolean;
  events: number;
  /** When the first and the last event were written. */
  from: string | null;
  to: string | null;
  firstBroken?: ChainBreak & { tenantId: string | null };
  chains: ChainFinding[];
}

/** Reads the chains one after the other, each to its first break. `manager` must see all of their rows. */
export async function verifyTrail(
  manager: EntityManager,
  chains: readonly string[],
  anchors: readonly Anchor[],
  range: TimeRange = WHOLE_TIME,
): Promise<TrailFinding> {
  const findings: ChainFinding[] = [];
  for (const chain of chains) {
    const its = anchors.filter((anchor) => anchor.chain === chain);
    findings.push(await verifyChain(manager, chain, its, range));
  }
  const broken = findings.find(({ ok }) => !ok);
  const sorted = (times: (string | null)[]): string[] => times.filter((time) => time !== null).sort();
  return {
    ok: broken === undefined,
    events: findings.reduce((sum, { events }) => sum + events, 0),
    from: sorted(findings.map(({ from }) => from)).at(0) ?? null,
    to: sorted(findings.map(({ to }) => to)).at(-1) ?? null,
    ...(broken?.firstBroken === undefined ? {} : { firstBroken: { tenantId: broken.tenantId, ...broken.firstBroken } }),
    chains: findings,
  };
}
