import { Check, Column, Entity, Index } from 'typeorm';
import type { Role } from '../../common/caller.js';
import { TenantEntity } from '../../database/base.entity.js';

/** A superadmin belongs to the default tenant and sees all of them. */
@Entity('users')
@Check('users_email_check', `"email" = lower("email")`)
@Check('users_role_check', `"role" IN ('viewer', 'operator', 'approver', 'admin', 'superadmin')`)
@Index('users_of_tenant', ['tenantId', 'createdAt', 'id'])
export class User extends TenantEntity {
  /** Lower case; unique in the whole instance, since it is what people sign in with. */
  @Index({ unique: true })
  @Column('text')
  email: string;

  /** What they are called; null where nobody said. */
  @Column('text', { nullable: true })
  name: string | null;

  /** argon2id, as a PHC string. */
  @Column('text')
  passwordHash: string;

  /** It was given to them: until they choose one of their own they can do nothing else. */
  @Column('boolean', { default: false })
  mustChangePassword: boolean;

  @Column('text')
  role: Role;

  /** Since when they are kept out; null: they are not. */
  @Column('timestamptz', { nullable: true })
  disabledAt: Date | null;

  @Column('timestamptz', { nullable: true })
  lastSignInAt: Date | null;
}
