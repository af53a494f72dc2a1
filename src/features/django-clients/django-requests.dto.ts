import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsString, Length, Matches, Max, Min } from 'class-validator';
import { MayBeAbsent, MayBeCleared, ONE_LINE, STORABLE } from '../../common/http/field-rules.js';

/** Media files are not backed up yet: to take true for granted would be a promise that nobody keeps. */
const NoMediaYet = (): PropertyDecorator =>
  IsIn([false], { message: '$property must be false: media files are not backed up yet' });

export class DjangoListQuery {
  /** Of 200 records, counted from 1; `X-Total-Count` says how many records there are. */
  @MayBeAbsent()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  page = 1;
}

export class DjangoLogsQuery {
  /** Only records with a higher id. */
  @MayBeAbsent()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(2_147_483_647)
  after = 0;
}

export class DjangoCreateBackupRequest {
  /** What people call it. @example "Pre-deployment backup" */
  @MayBeAbsent()
  @IsString()
  @Length(1, 200)
  @Matches(ONE_LINE, { message: 'name must be one line' })
  name?: string;

  /** For people. */
  @MayBeAbsent()
  @IsString()
  @Length(0, 2_000)
  @Matches(STORABLE)
  description?: string;

  /** File trees: not yet, so it may only be false. */
  @MayBeAbsent()
  @IsBoolean()
  @NoMediaYet()
  include_media?: boolean;
}

export class DjangoRestoreRequest {
  /** Backups hold no media files yet, so there are none to restore: the answer says so in `warnings`. */
  @MayBeAbsent()
  @IsBoolean()
  restore_media?: boolean;

  /** Default true. */
  @MayBeAbsent()
  @IsBoolean()
  run_migrations?: boolean;

  /**
   * Typed by a person: the word RESTORE. What the original did not ask for.
   * @example "RESTORE"
   */
  @MayBeAbsent()
  @IsString()
  confirm?: string;
}

/** What is absent stays. What is as it was read may be sent back. */
export class DjangoConfigRequest {
  /** A superadmin's, under `storageRoots`; null, or what was read, changes nothing. */
  @MayBeCleared()
  @IsString()
  @Length(1, 4_096)
  @Matches(/^\/[^\0\n\r\p{Cs}]*$/u, { message: 'backup_directory must be an absolute path' })
  backup_directory?: string | null;

  /** 0: no limit. */
  @MayBeAbsent()
  @IsInt()
  @Min(0)
  @Max(100_000)
  max_backups?: number;

  /** 0: all are kept. */
  @MayBeAbsent()
  @IsInt()
  @Min(0)
  @Max(36_500)
  retention_days?: number;

  /** false: dumps are stored uncompressed. */
  @MayBeAbsent()
  @IsBoolean()
  use_compression?: boolean;

  /** Whether there is a backup of each night. */
  @MayBeAbsent()
  @IsBoolean()
  auto_backup_enabled?: boolean;

  /** In the time zone of the settings (`autoBackup.timeZone`). */
  @MayBeAbsent()
  @IsInt()
  @Min(0)
  @Max(23)
  auto_backup_hour?: number;

  /** File trees: not yet, so it may only be false. */
  @MayBeAbsent()
  @IsBoolean()
  @NoMediaYet()
  auto_backup_include_media?: boolean;
}
