import { Transform, Type } from 'class-transformer';
import {
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { ApiProperty } from '@nestjs/swagger';
import { IsTimeZone, MayBeAbsent, MayBeCleared, ONE_LINE } from '../../common/http/field-rules.js';
import { ListQuery } from '../../common/http/list-query.dto.js';
import { TimeOfDayRequest } from '../../common/http/time-of-day.dto.js';
import { RetentionRulesRequest } from './retention-rules.dto.js';
import { COMPRESSION_ALGORITHMS, type CompressionAlgorithm, type NotificationSettings } from './settings-values.js';
import { AreSourceIds } from './source-ids-rule.js';

export class CompressionRequest {
  /** What dumps are compressed with before they are encrypted. */
  @MayBeAbsent()
  @IsIn(COMPRESSION_ALGORITHMS)
  algorithm?: CompressionAlgorithm;

  /** zstd: 1 to 19, gzip: 1 to 9, none: it means nothing. */
  @MayBeAbsent()
  @IsInt()
  @Min(0)
  @Max(19)
  level?: number;
}

export class EncryptionRequest {
  /** false: new backups are stored as they are, for whoever can read the store. */
  @MayBeAbsent()
  @IsBoolean()
  enabled?: boolean;
}

/** As ids are kept. */
function lowerCased(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((id: unknown) => (typeof id === 'string' ? id.toLowerCase() : id));
}

/** The nightly backup. */
export class AutoBackupRequest extends TimeOfDayRequest {
  /** Whether it is made. */
  @MayBeAbsent()
  @IsBoolean()
  enabled?: boolean;

  /** IANA name, such as Europe/Berlin. */
  @MayBeAbsent()
  @IsTimeZone()
  timeZone?: string;

  /** What of each source. */
  @MayBeAbsent()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(['database'], { each: true })
  contents?: 'database'[];

  /** `"all"`, or the ids of sources. */
  @MayBeAbsent()
  @Transform(({ value }: { value: unknown }) => lowerCased(value))
  @AreSourceIds()
  @ApiProperty({
    oneOf: [
      { type: 'string', enum: ['all'] },
      { type: 'array', items: { type: 'string', format: 'uuid' } },
    ],
    required: false,
  })
  sourceIds?: string[] | 'all';
}

/** What is absent stays, in every section. */
export class UpdateSettingsRequest extends RetentionRulesRequest {
  /** Of new backups. */
  @MayBeAbsent()
  @IsObject()
  @ValidateNested()
  @Type(() => CompressionRequest)
  compression?: CompressionRequest;

  /** Of new backups. */
  @MayBeAbsent()
  @IsObject()
  @ValidateNested()
  @Type(() => EncryptionRequest)
  encryption?: EncryptionRequest;

  /** The backup of each night. */
  @MayBeAbsent()
  @IsObject()
  @ValidateNested()
  @Type(() => AutoBackupRequest)
  autoBackup?: AutoBackupRequest;

  /** How long what a restore replaced is kept. null: as the process was started (`ROLLBACK_WINDOW_HOURS`). */
  @MayBeCleared()
  @IsNumber()
  @Min(0)
  @Max(24 * 365)
  rollbackWindowHours?: number | null;

  /** Whether replacing a live database, by a restore or a rollback, takes a second person who approves it. A person's to change, no API key's. */
  @MayBeAbsent()
  @IsBoolean()
  approvalRequired?: boolean;

  /**
   * Whether people who sign in with a password need a second factor (TOTP): who has none may only set one up. A person's to
   * change, no API key's. That of the tenant `default` holds for superadmins as well, and is theirs to change.
   */
  @MayBeAbsent()
  @IsBoolean()
  requireTotp?: boolean;

  /** The largest dump that may be uploaded, in bytes. Default 100 GiB. */
  @MayBeAbsent()
  @IsInt()
  @Min(0)
  @Max(2 ** 50)
  importMaxBytes?: number;

  /**
   * How long a restore may be tried out (`verify` to level `restored`, drills), in hours, or fractions of one. null: three
   * hours, and a quarter of an hour more for each GiB of the plain dump.
   */
  @MayBeCleared()
  @IsNumber()
  @Min(0.001)
  @Max(500)
  rehearsalMaxHours?: number | null;

  /** So many jobs of the tenant at the same time (backups, restores, rollbacks). 0: one of each source. */
  @MayBeAbsent()
  @IsInt()
  @Min(0)
  @Max(10_000)
  maxJobs?: number;

  /** Nothing in it can be set yet. */
  @MayBeAbsent()
  @IsObject()
  @ValidateBy({
    name: 'isEmpty',
    validator: {
      validate: (value: unknown) => typeof value === 'object' && value !== null && Object.keys(value).length === 0,
      defaultMessage: () => '$property must be empty: nothing in it can be set yet',
    },
  })
  notifications?: NotificationSettings;

  /**
   * A superadmin's: the directory that new backups go to, of all tenants; absolute, under one of `storageRoots`. Those
   * that are there stay where they are. null: BACKUP_DIR of the process again.
   */
  @MayBeCleared()
  @IsString()
  @Length(1, 4_096)
  @Matches(/^\/[^\0\n\r\p{Cs}]*$/u, { message: 'backupDirectory must be an absolute path' })
  backupDirectory?: string | null;

  /**
   * The source whose backups the clients of the Django original speak of: lets them in, at `/api/backup/…`. null: they
   * are not let in.
   */
  @MayBeCleared()
  @IsUUID('loose')
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value))
  compatibilitySourceId?: string | null;

  /** A superadmin's: whose settings. Default: those of the tenant `default`. */
  @MayBeAbsent()
  @IsUUID('loose')
  tenantId?: string;
}

export class SettingsQuery {
  /** A superadmin's: whose settings. Default: those of the tenant `default`. */
  @MayBeAbsent()
  @IsUUID('loose')
  tenantId?: string;
}

export class ListSettingChangesQuery extends ListQuery {
  /** A superadmin's: changes of this tenant alone. */
  @MayBeAbsent()
  @IsUUID('loose')
  tenantId?: string;

  /** The setting, such as `retentionDays` or `autoBackup.hour`; or a section of them: `autoBackup`. */
  @MayBeAbsent()
  @IsString()
  @Length(1, 100)
  @Matches(ONE_LINE)
  field?: string;
}
