import { ApiProperty } from '@nestjs/swagger';
import { AUDIT_OUTCOMES, type AuditEvent, type AuditOutcome } from '../audit/audit-event.entity.js';
import { sentenceOf } from './sentence.js';

/** One act, done or refused. */
export class AuditEventResponse {
  id: string;
  /** null: of nobody's tenant, such as a sign-in that failed. */
  tenantId: string | null;
  at: Date;
  /** @example "anna@example.test" */
  actor: string | null;
  /** The user; of an API key, who made it. */
  actorId: string | null;
  /** `user`, `api-key` or `system`. */
  actorKind: string | null;
  /** The session or API key. */
  credentialId: string | null;
  /** Of an API key, its name then. */
  credentialName: string | null;
  /** @example "backup.download" */
  action: string;
  subjectType: string | null;
  subjectId: string | null;
  /** As it was called then. @example "#12 of shop" */
  subjectName: string | null;
  @ApiProperty({ enum: AUDIT_OUTCOMES })
  outcome: AuditOutcome;
  address: string | null;
  requestId: string | null;
  @ApiProperty({ type: 'object', additionalProperties: true })
  data: object;
  /** @example "anna@example.test downloaded shop.dump.zst.age of backup #12 of shop" */
  sentence: string;

  static of(event: AuditEvent): AuditEventResponse {
    const { id, tenantId, at, actor, actorId, actorKind, credentialId, credentialName } = event;
    const { action, subjectType, subjectId, subjectName, outcome, address, requestId, data } = event;
    return Object.assign(new AuditEventResponse(), {
      ...{ id, tenantId, at, actor, actorId, actorKind, credentialId, credentialName },
      ...{ action, subjectType, subjectId, subjectName, outcome, address, requestId, data },
      sentence: sentenceOf(event),
    });
  }
}

/** What happened to one record, for whoever may see it: nobody's address, and no more than the sentence tells. */
export class HistoryEntryResponse {
  id: string;
  at: Date;
  actor: string | null;
  action: string;
  @ApiProperty({ enum: AUDIT_OUTCOMES })
  outcome: AuditOutcome;
  /** @example "anna@example.test restored backup #12 of shop with swap, 3 minutes, completed" */
  sentence: string;

  static of(event: AuditEvent): HistoryEntryResponse {
    const { id, at, actor, action, outcome } = event;
    return Object.assign(new HistoryEntryResponse(), { id, at, actor, action, outcome, sentence: sentenceOf(event) });
  }
}

export class ChainBreakResponse {
  /** The first link that is not as it was written; null for an event that is in no chain. */
  seq: number | null;
  eventId: string | null;
  @ApiProperty({ enum: ['changed', 'missing', 'unchained', 'rewritten', 'cut'] })
  reason: string;
  /** @example "Event 0193… , 17 of the chain, is not what was written." */
  message: string;
}

export class ChainResponse {
  /** null: the chain of events that belong to no tenant. */
  tenantId: string | null;
  ok: boolean;
  /** That are as they were written. */
  events: number;
  from: string | null;
  to: string | null;
  /** SHA-256 of the last of them, which covers all before. */
  hash: string | null;
  firstBroken?: ChainBreakResponse;
}

class ChainHeadResponse {
  /** A tenant's id, or 00000000-0000-0000-0000-000000000000 for the instance. */
  chain: string;
  seq: number;
  hash: string;
}

class HeadSignatureResponse {
  algorithm: string;
  keyId: string;
  publicKey: string;
  /** Base64: Ed25519 over the canonical JSON (RFC 8785) of the whole without this field. */
  value: string;
}

/** Where the chains end, signed by the instance. Kept elsewhere, it proves later that nothing before was changed or cut off. */
export class AuditHeadResponse {
  format: string;
  version: number;
  instanceId: string;
  at: string;
  chains: ChainHeadResponse[];
  signature: HeadSignatureResponse;
}

export class AuditVerificationResponse {
  ok: boolean;
  /** In all chains that were looked at. */
  events: number;
  from: string | null;
  to: string | null;
  /** null where `from` or `to` was given: a part says nothing of what was before it. */
  head: AuditHeadResponse | null;
  firstBroken?: ChainBreakResponse & { tenantId: string | null };
  /** A tenant's own; of a superadmin, all of them. */
  chains: ChainResponse[];
  /** With which heads, kept with the nightly dumps of the control database, it was compared. */
  anchors: { at: string; from: string } | null;
}
