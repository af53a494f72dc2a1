import { Column, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import type { SettingsValues } from './settings-values.js';

/** What a tenant has set; what it never set is absent and follows the defaults. */
@Entity('settings')
export class SavedSettings {
  @PrimaryColumn('uuid')
  tenantId: string;

  @Column('jsonb', { default: {} })
  values: Partial<SettingsValues>;

  @UpdateDateColumn({ type: 'timestamptz' })
  updatedAt: Date;
}
