import { Check, Column, Entity, Index } from 'typeorm';
import { BaseEntity } from '../../database/base.entity.js';
import type { Limits, PlanName } from '../plans/plans.js';

export const DEFAULT_TENANT_SLUG = 'default';

/** Whoever's backups must never meet another's. */
@Entity('tenants')
@Check('tenants_slug_check', `"slug" ~ '^[a-z0-9][a-z0-9-]{0,62}$'`)
export class Tenant extends BaseEntity {
  /** Never changed: configuration files and metrics name it. */
  @Index({ unique: true })
  @Column('text')
  slug: string;

  @Column('text')
  name: string;

  @Column('text', { default: 'unlimited' })
  plan: PlanName;

  /** Instead of those of its plan; what is absent is as the plan says. */
  @Column('jsonb', { default: {} })
  ownLimits: Partial<Limits>;

  /** Since when it makes no new backups; null: nobody suspended it. */
  @Column('timestamptz', { nullable: true })
  suspendedAt: Date | null;

  /** For its people to read. */
  @Column('text', { nullable: true })
  suspendedReason: string | null;

  /** From then on it makes no new backups either; null: never. */
  @Column('timestamptz', { nullable: true })
  licenseExpiresAt: Date | null;

  /** When it was last let go on: of what was due before nobody says that it is late. */
  @Column('timestamptz', { nullable: true })
  owesSince: Date | null;
}
