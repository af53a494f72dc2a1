import { Column, Entity, Index } from 'typeorm';
import { BaseEntity } from '../../database/base.entity.js';

/** Who changed which setting, from what to what. Never changed, never deleted. */
@Entity('setting_changes')
@Index('setting_changes_by_time', { synchronize: false })
@Index(['tenantId', 'createdAt', 'id'])
export class SettingChange extends BaseEntity {
  /** null: a setting of the instance. */
  @Column('uuid', { nullable: true })
  tenantId: string | null;

  /** `retentionDays`, `autoBackup.hour`. */
  @Column('text')
  field: string;

  @Column('jsonb', { nullable: true })
  before: unknown;

  @Column('jsonb', { nullable: true })
  after: unknown;

  /** The name of who changed it, kept as it was then. */
  @Column('text')
  changedBy: string;
}
