import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { TenantEntity } from '../../database/base.entity.js';
import { User } from '../users/user.entity.js';

/** One sign-in. The token's secret is kept as its SHA-256 only: it has 256 random bits, so no slow hash is needed. */
@Entity('sessions')
export class Session extends TenantEntity {
  @Index()
  @Column('uuid')
  userId: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'userId' })
  user: Relation<User>;

  @Column('bytea')
  secretHash: Buffer;

  @Column('timestamptz')
  expiresAt: Date;

  @Column('timestamptz', { nullable: true })
  revokedAt: Date | null;

  /** To the minute. */
  @Column({ type: 'timestamptz', default: () => 'now()' })
  lastUsedAt: Date;

  /** Signed in at a provider of OpenID Connect, whose it is to ask for a second factor. */
  @Column('boolean', { default: false })
  byProvider: boolean;

  @Column('text', { nullable: true })
  address: string | null;
}
