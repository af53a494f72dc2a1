import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import type { Scope } from '../../common/caller.js';
import { TenantEntity } from '../../database/base.entity.js';
import { User } from '../users/user.entity.js';

/** How a program calls on behalf of the person who made it. The secret is kept as its SHA-256: it has 256 random bits. */
@Entity('api_keys')
@Index(['tenantId', 'id'])
export class ApiKey extends TenantEntity {
  /** For whom it acts. */
  @Index()
  @Column('uuid')
  userId: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'userId' })
  user: Relation<User>;

  /** The key that made it, which takes it along when it is revoked; null: a person. */
  @Index()
  @Column('uuid', { nullable: true })
  madeByKeyId: string | null;

  @Column('text')
  name: string;

  @Column('jsonb')
  scopes: Scope[];

  @Column('bytea')
  secretHash: Buffer;

  /** null: never. */
  @Column('timestamptz', { nullable: true })
  expiresAt: Date | null;

  /** Where it may be used; null: anywhere. */
  @Column('jsonb', { nullable: true })
  allowedNetworks: string[] | null;

  @Column('timestamptz', { nullable: true })
  revokedAt: Date | null;

  /** To the minute. */
  @Column('timestamptz', { nullable: true })
  lastUsedAt: Date | null;

  /** From where, at `lastUsedAt`. */
  @Column('text', { nullable: true })
  lastAddress: string | null;
}
