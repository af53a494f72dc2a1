import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation, UpdateDateColumn } from 'typeorm';
import { TenantEntity } from '../../database/base.entity.js';
import type { BackupOptions } from '../backups/backup-requests.dto.js';
import { Source } from '../sources/source.entity.js';
import type { RunWindow } from './run-window.js';

export const SCHEDULE_ACTIONS = ['backup', 'drill'] as const;
export type ScheduleAction = (typeof SCHEDULE_ACTIONS)[number];

export type ScheduleOptions = BackupOptions & {
  /** Of a drill; absent: on the source's own server. */
  target?: { sourceId: string };
};

/** What happens to a source by itself, and when. It goes with its source. */
@Entity('schedules')
@Index(['tenantId', 'createdAt', 'id'])
@Index(['sourceId'])
@Index(['sourceId', 'origin'], { unique: true, where: `"origin" = 'settings'` })
@Index(['nextDueAt'])
@Index(['handledUntil'])
export class Schedule extends TenantEntity {
  @Column('uuid')
  sourceId: string;

  @ManyToOne(() => Source, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'sourceId' })
  source?: Relation<Source>;

  /** `settings`: the nightly backup of the tenant's settings, kept in step with them (nightly-schedules.ts). */
  @Column('text', { default: 'request' })
  origin: 'request' | 'settings';

  @Column('text')
  name: string;

  @Column('text')
  action: ScheduleAction;

  /** Either this, by the clocks of `timeZone`, or `everySeconds`, counted from `anchor`. */
  @Column('text', { nullable: true })
  cron: string | null;

  @Column('int', { nullable: true })
  everySeconds: number | null;

  @Column('text')
  timeZone: string;

  @Column('timestamptz')
  anchor: Date;

  /** What a backup takes, or where a drill restores. */
  @Column('jsonb', { default: {} })
  options: ScheduleOptions;

  @Column('jsonb', { nullable: true })
  window: RunWindow | null;

  /** Also runs when it is made, and whenever it is resumed. */
  @Column('boolean', { default: false })
  runAtStart: boolean;

  @Column('boolean', { default: true })
  enabled: boolean;

  /** When it was made, resumed, or given another timing: what was due until then is owed by nobody. */
  @Column('timestamptz')
  since: Date;

  /** Whatever was due until then has its run. In the future only after the clock was set back, until the next look. */
  @Column('timestamptz')
  handledUntil: Date;

  /** What is due next after `handledUntil`; null while it is paused. */
  @Column('timestamptz', { nullable: true })
  nextDueAt: Date | null;

  @UpdateDateColumn({ type: 'timestamptz' })
  updatedAt: Date;
}
