import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsIn,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
} from 'class-validator';
import { ListQuery } from '../../common/http/list-query.dto.js';
import {
  BACKUP_ORIGINS,
  BACKUP_STATUSES,
  PROOF_LEVELS,
  type BackupOrigin,
  type BackupStatus,
  type ProofLevel,
} from './backup-states.js';

const ONE_LINE = /^[^\0\n\r]*$/;
const NO_NUL = /^[^\0]*$/;

export class CreateBackupRequest {
  @IsUUID()
  sourceId: string;

  /** What people call it. Default: the source's name and the time. */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  @Matches(ONE_LINE, { message: 'name must be one line' })
  name?: string;

  @IsOptional()
  @IsString()
  @Length(0, 2_000)
  @Matches(NO_NUL)
  description?: string;

  /** Only whole backups are made yet. */
  @IsOptional()
  @IsIn(['full'])
  type?: 'full';

  /** What is captured; absent, all that the source has. */
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @IsIn(['database'], { each: true })
  contents?: 'database'[];

  /** The version of the application; default, the source's. */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  @Matches(NO_NUL)
  appVersion?: string;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @Length(1, 100, { each: true })
  @Matches(ONE_LINE, { each: true, message: 'each tag must be one line' })
  tags?: string[];
}

export class UpdateBackupRequest {
  @IsOptional()
  @IsString()
  @Length(1, 200)
  @Matches(ONE_LINE, { message: 'name must be one line' })
  name?: string;

  @IsOptional()
  @IsString()
  @Length(0, 2_000)
  @Matches(NO_NUL)
  description?: string;

  /** A pinned backup is deleted by nobody until it is unpinned. */
  @IsOptional()
  @IsBoolean()
  pinned?: boolean;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @Length(1, 100, { each: true })
  @Matches(ONE_LINE, { each: true, message: 'each tag must be one line' })
  tags?: string[];
}

export const VERIFY_LEVELS = ['checksum', 'decoded'] as const;
export type VerifyLevel = (typeof VERIFY_LEVELS)[number];

export class VerifyBackupRequest {
  /** `checksum` reads the stored bytes; `decoded` also decrypts, decompresses and reads the whole archive. Default `decoded`. */
  @IsOptional()
  @IsIn(VERIFY_LEVELS)
  level?: VerifyLevel;
}

/** A comma-separated list, or the same parameter several times. */
const asList = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.split(',') : value);

export class ListBackupsQuery extends ListQuery {
  @IsOptional()
  @IsUUID()
  sourceId?: string;

  @IsOptional()
  @Transform(asList)
  @IsIn(BACKUP_STATUSES, { each: true })
  status?: BackupStatus[];

  @IsOptional()
  @Transform(asList)
  @IsIn(BACKUP_ORIGINS, { each: true })
  origin?: BackupOrigin[];

  @IsOptional()
  @Transform(asList)
  @IsIn(PROOF_LEVELS, { each: true })
  proof?: ProofLevel[];

  /** Part of the name or of the description. */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  @Matches(NO_NUL)
  q?: string;

  /** Created at or after. */
  @IsOptional()
  @IsISO8601()
  from?: string;

  /** Created before. */
  @IsOptional()
  @IsISO8601()
  to?: string;
}

export class DownloadQuery {
  /** The id of the artifact; needed when the backup has several. */
  @IsOptional()
  @IsUUID()
  artifact?: string;
}
