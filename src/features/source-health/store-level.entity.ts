import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { RoomLevel } from './room-level.js';

/** How much room a store had when it was last told. */
@Entity('store_levels')
export class StoreLevel {
  @PrimaryColumn('uuid')
  storageId: string;

  @Column('text')
  level: RoomLevel;

  @CreateDateColumn({ type: 'timestamptz' })
  since: Date;
}
