import { Column, Entity, Index } from 'typeorm';
import { bigintColumn } from '../../database/bigint-column.js';
import { TenantEntity } from '../../database/base.entity.js';

/**
 * How far the request of a key has come. `running`: nothing of it is committed. `carried_out`: something is (written in
 * that very transaction), and its answer is not kept yet. `answered`: the answer is kept.
 */
export type KeyProgress = 'running' | 'carried_out' | 'answered';

/** One Idempotency-Key of a user and a route, for 24 hours. */
@Entity('idempotency_keys')
@Index(['userId', 'route', 'key'], { unique: true })
@Index(['createdAt'])
export class IdempotencyKey extends TenantEntity {
  @Column('uuid')
  userId: string;

  /** The path of the request. */
  @Column('text')
  route: string;

  @Column('text')
  key: string;

  /** A keyed hash of all that makes two requests the same one (request-fingerprint.ts): a body may hold a short secret. */
  @Column('text')
  fingerprint: string;

  /** A keyed hash of what a streamed body said, of a request that was carried out; null where the body is in the fingerprint. */
  @Column('text', { nullable: true })
  bodyFingerprint: string | null;

  /** Of the large part of a streamed body: one that has more is another. */
  @Column('bigint', bigintColumn)
  bodyBytes: number | null;

  @Column('text', { default: 'running' })
  progress: KeyProgress;

  /** Whose turn it is. Whoever finds another one here has lost the request, and may commit nothing any more. */
  @Column('uuid')
  claim: string;

  /** Past it, whoever had the claim is taken for dead. */
  @Column('timestamptz')
  leaseUntil: Date;

  /** Under which the log and the audit trail know the first request. */
  @Column('text')
  requestId: string;

  /** Status, body and Location, sealed with the master key for the context `idempotency:<id>`: an answer may hold a secret. */
  @Column('text', { nullable: true })
  sealedAnswer: string | null;
}
