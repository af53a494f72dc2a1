import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RecordedError } from '../../common/app-error.js';

/** For which master key the keys in a store are encrypted. */
@Entity('escrow_states')
export class EscrowState {
  @PrimaryColumn('uuid')
  storageId: string;

  /** masterKeyId of the last master key for which all of them were; null: never looked through. */
  @Column('text', { nullable: true })
  masterKeyId: string | null;

  @Column('timestamptz')
  triedAt: Date;

  /** Why the last look could not end; null: it did. */
  @Column('jsonb', { nullable: true })
  error: RecordedError | null;
}
