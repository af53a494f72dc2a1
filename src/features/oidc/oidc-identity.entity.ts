import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { TenantEntity } from '../../database/base.entity.js';
import { User } from '../users/user.entity.js';

/** Who somebody is at a provider: its name for them never changes, while an e-mail address may be given to somebody else. */
@Entity('oidc_identities')
@Index(['issuer', 'subject'], { unique: true })
@Index(['userId', 'issuer'], { unique: true })
export class OidcIdentity extends TenantEntity {
  @Column('uuid')
  userId: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'userId' })
  user: Relation<User>;

  @Column('text')
  issuer: string;

  @Column('text')
  subject: string;

  /** The user was made by signing in: their role follows the provider. Of others it is ours. */
  @Column('boolean')
  isProvisioned: boolean;
}
