import { type Signed, signDocument, verifyDocument } from '../../platform/crypto/signing.js';
import { INSTANCE_CHAIN } from '../audit/audit-link.entity.js';
import type { Anchor, ChainFinding } from '../audit/verify-chain.js';
import type { NamedSigningKey } from '../encryption-keys/keyring.js';

export const AUDIT_HEAD_FORMAT = 'backstitch-audit-head';

/** Where chains end. Kept elsewhere, it proves later that nothing before was changed or cut off. */
export interface AuditHead {
  format: typeof AUDIT_HEAD_FORMAT;
  version: 1;
  instanceId: string;
  at: string;
  chains: { chain: string; seq: number; hash: string }[];
}

export function signedHead(
  findings: readonly ChainFinding[],
  { instanceId, at, key }: { instanceId: string; at: Date; key: NamedSigningKey },
): Signed<AuditHead> {
  const chains = findings.flatMap(({ tenantId, events, hash }) =>
    hash === null ? [] : [{ chain: tenantId ?? INSTANCE_CHAIN, seq: events, hash }],
  );
  const head: AuditHead = { format: AUDIT_HEAD_FORMAT, version: 1, instanceId, at: at.toISOString(), chains };
  return signDocument(head, key, key.keyId);
}

/** A head, or a whole answer with one, that somebody kept. Throws MANIFEST_INVALID unless a trusted key signed it. */
export function anchorsOfHead(document: unknown, trusted: ReadonlyMap<string, string>, from: string): Anchor[] {
  const head = headIn(document);
  verifyDocument(head, trusted);
  return (head as AuditHead).chains.map((chain) => ({ ...chain, from }));
}

function headIn(document: unknown): unknown {
  return typeof document === 'object' && document !== null && 'head' in document ? document.head : document;
}
