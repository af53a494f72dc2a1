import { Check, Column, Entity, Index } from 'typeorm';
import type { Role } from '../../common/caller.js';
import { TenantEntity } from '../../database/base.entity.js';

/** A superadmin belongs to the default tenant and sees all of them. */
@Entity('users')
@Check('users_email_check', `"email" = lower("email")`)
@Check('users_role_check', `"role" IN ('viewer', 'operator', 'approver', 'admin', 'superadmin')`)
export class User extends TenantEntity {
  /** Lower case; unique in the whole instance, since it is what people sign in with. */
  @Index({ unique: true })
  @Column('text')
  email: string;

  /** argon2id, as a PHC string. */
  @Column('text')
  passwordHash: string;

  @Column('text')
  role: Role;
}
