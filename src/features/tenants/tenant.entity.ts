import { Check, Column, Entity, Index } from 'typeorm';
import { BaseEntity } from '../../database/base.entity.js';

export const DEFAULT_TENANT_SLUG = 'default';

/** Whoever's backups must never meet another's. */
@Entity('tenants')
@Check('tenants_slug_check', `"slug" ~ '^[a-z0-9][a-z0-9-]{0,62}$'`)
export class Tenant extends BaseEntity {
  @Index({ unique: true })
  @Column('text')
  slug: string;

  @Column('text')
  name: string;
}
