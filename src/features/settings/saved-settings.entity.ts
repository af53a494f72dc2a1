import { Column, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import type { SavedValues } from './settings-values.js';

/** What a tenant has set; what it never set is absent and follows the defaults. */
@Entity('settings')
export class SavedSettings {
  @PrimaryColumn('uuid')
  tenantId: string;

  @Column('jsonb', { default: {} })
  values: SavedValues;

  @UpdateDateColumn({ type: 'timestamptz' })
  updatedAt: Date;
}
