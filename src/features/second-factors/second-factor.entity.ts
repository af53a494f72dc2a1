import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { TenantEntity } from '../../database/base.entity.js';
import { User } from '../users/user.entity.js';

/** A user's authenticator app: time-based codes (RFC 6238) of a secret that it shares with us. */
@Entity('second_factors')
export class SecondFactor extends TenantEntity {
  @Index({ unique: true })
  @Column('uuid')
  userId: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'userId' })
  user: Relation<User>;

  /** Base32, sealed with the master key. */
  @Column('text')
  sealedSecret: string;

  /** null: offered, and not yet shown to be in an app; a sign-in does without. */
  @Column('timestamptz', { nullable: true })
  confirmedAt: Date | null;

  /** The step of time of the newest code that was accepted: neither it nor one before is accepted again. */
  @Column('integer', { default: 0 })
  lastStep: number;

  /** SHA-256 of the recovery codes that are left: they have 80 random bits, so no slow hash is needed. */
  @Column('text', { array: true, default: '{}' })
  recoveryHashes: string[];

  /** Wrong codes since `failingSince`. */
  @Column('integer', { default: 0 })
  failures: number;

  @Column('timestamptz', { nullable: true })
  failingSince: Date | null;
}
