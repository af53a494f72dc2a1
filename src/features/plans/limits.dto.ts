import { ApiProperty } from '@nestjs/swagger';
import { AUTO_BACKUPS, type AutoBackups, type Limits } from './plans.js';

/** null: no limit. */
export class LimitsResponse implements Limits {
  /** Backups at the same time, without those that restores make for safety. */
  maxBackups: number | null;

  /** Of all of them. */
  storedBytes: number | null;

  /** The most that `retentionDays` may be set to. */
  retentionDays: number | null;

  /** By themselves: not at all, at most one a day of each schedule, or as often as one likes. */
  @ApiProperty({ enum: AUTO_BACKUPS, enumName: 'AutoBackups' })
  autoBackups: AutoBackups;

  /** That one person, with all their keys, may ask for on one day (UTC). */
  backupsPerUserPerDay: number | null;
}
