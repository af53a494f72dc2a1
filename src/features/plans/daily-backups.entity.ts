import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** How many backups somebody asked for on one day (UTC). Counted in the transactions that accept them, deleted or not later. */
@Entity('daily_backups')
@Index('daily_backups_of_tenant', ['tenantId', 'day'])
export class DailyBackups {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_daily_backups' })
  userId: string;

  @PrimaryColumn('date', { primaryKeyConstraintName: 'PK_daily_backups' })
  day: string;

  @Column('uuid')
  tenantId: string;

  @Column('int')
  backups: number;
}
