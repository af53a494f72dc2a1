import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The chain of the events that belong to no tenant. */
export const INSTANCE_CHAIN = '00000000-0000-0000-0000-000000000000';

/**
 * The place of an event in its chain. Written by the database at the commit (migrations/1795281300000): the application
 * never inserts one. Append-only, as the events.
 */
@Entity('audit_chain')
@Index('audit_chain_event', ['eventId'], { unique: true })
export class AuditLink {
  /** The tenant's id, or INSTANCE_CHAIN. */
  @PrimaryColumn('uuid')
  chain: string;

  /** From 1, without gaps. */
  @PrimaryColumn('bigint')
  seq: string;

  @Column('uuid')
  eventId: string;

  /** SHA-256 in hex of the event, its `seq` and the hash before it (chain.ts). */
  @Column('text')
  hash: string;
}
