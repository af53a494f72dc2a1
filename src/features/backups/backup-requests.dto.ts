import { IntersectionType, OmitType, PickType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsString,
  IsUUID,
  Length,
  Matches,
  MaxLength,
} from 'class-validator';
import { CreatedBetween } from '../../common/http/created-between.dto.js';
import { MayBeAbsent, MayBeCleared, ONE_LINE, STORABLE } from '../../common/http/field-rules.js';
import { ListQuery } from '../../common/http/list-query.dto.js';
import { CountQuery } from '../sources/record-counts.dto.js';
import {
  BACKUP_ORIGINS,
  BACKUP_STATUSES,
  PROOF_LEVELS,
  VERIFY_LEVELS,
  type BackupOrigin,
  type BackupStatus,
  type ProofLevel,
  type VerifyLevel,
} from './backup-states.js';

/** How a backup is made: what is said alike of one that is asked for now, and of those that a schedule makes. */
export class BackupOptionsRequest {
  /** For people. */
  @MayBeAbsent()
  @IsString()
  @Length(0, 2_000)
  @Matches(STORABLE)
  description?: string;

  /** Only whole backups are made yet. */
  @MayBeAbsent()
  @IsIn(['full'])
  type?: 'full';

  /** What is captured; absent, all that the source has. */
  @MayBeAbsent()
  @IsArray()
  @ArrayNotEmpty()
  @IsIn(['database'], { each: true })
  contents?: 'database'[];

  /** The version of the application; default, the source's. */
  @MayBeAbsent()
  @IsString()
  @Length(1, 200)
  @Matches(STORABLE)
  appVersion?: string;

  /** For people and filters. */
  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @Length(1, 100, { each: true })
  @Matches(ONE_LINE, { each: true, message: 'each tag must be one line' })
  tags?: string[];

  /**
   * Also takes a fingerprint of each table's rows in the snapshot of the dump: a restore, and a check to level
   * `restored`, compare it. It reads all rows a second time. Default false.
   */
  @MayBeAbsent()
  @IsBoolean()
  fingerprints?: boolean;
}

/** The same as a plain value, as a schedule keeps it. */
export type BackupOptions = Pick<BackupOptionsRequest, keyof BackupOptionsRequest>;

export class CreateBackupRequest extends BackupOptionsRequest {
  /** What is backed up. */
  @IsUUID('loose')
  sourceId: string;

  /** What people call it. Default: the source's name and the time. */
  @MayBeAbsent()
  @IsString()
  @Length(1, 200)
  @Matches(ONE_LINE, { message: 'name must be one line' })
  name?: string;
}

export class UpdateBackupRequest {
  /** What people call it. */
  @MayBeAbsent()
  @IsString()
  @Length(1, 200)
  @Matches(ONE_LINE, { message: 'name must be one line' })
  name?: string;

  /** null: none any more. */
  @MayBeCleared()
  @IsString()
  @Length(0, 2_000)
  @Matches(STORABLE)
  description?: string | null;

  /** A pinned backup is deleted by nobody until it is unpinned. */
  @MayBeAbsent()
  @IsBoolean()
  pinned?: boolean;

  /** In place of those that it has. */
  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @Length(1, 100, { each: true })
  @Matches(ONE_LINE, { each: true, message: 'each tag must be one line' })
  tags?: string[];
}

export class VerifyBackupRequest {
  /**
   * `checksum` reads the stored bytes; `decoded` (the default) also decrypts, decompresses and reads the whole archive;
   * `restored` restores it into a scratch database on the source's server, counts every table there, and drops it.
   */
  @MayBeAbsent()
  @IsIn(VERIFY_LEVELS)
  level?: VerifyLevel;
}

export const BULK_ACTIONS = ['delete', 'verify', 'pin', 'unpin'] as const;
export type BulkAction = (typeof BULK_ACTIONS)[number];

export class BulkBackupsRequest {
  /** What is done with each of them. */
  @IsIn(BULK_ACTIONS)
  action: BulkAction;

  /** Each once. */
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(200)
  @IsUUID('loose', { each: true })
  @ArrayUnique((id: unknown) => (typeof id === 'string' ? id.toLowerCase() : id))
  ids: string[];
}

/** A comma-separated list, or the same parameter several times. */
const asList = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.split(',') : value);

export class ListBackupsQuery extends IntersectionType(ListQuery, CreatedBetween) {
  /** Of this source alone. */
  @MayBeAbsent()
  @IsUUID('loose')
  sourceId?: string;

  /** Only those in one of these. */
  @MayBeAbsent()
  @Transform(asList)
  @IsIn(BACKUP_STATUSES, { each: true })
  status?: BackupStatus[];

  /** Only those that were made in one of these ways. */
  @MayBeAbsent()
  @Transform(asList)
  @IsIn(BACKUP_ORIGINS, { each: true })
  origin?: BackupOrigin[];

  /** Every backup is whole yet. */
  @MayBeAbsent()
  @Transform(asList)
  @IsIn(['full'], { each: true })
  type?: 'full'[];

  /** Those that hold any of it. Every backup holds the database yet. */
  @MayBeAbsent()
  @Transform(asList)
  @IsIn(['database'], { each: true })
  contents?: 'database'[];

  /** Only those that were proven to exactly one of these levels. */
  @MayBeAbsent()
  @Transform(asList)
  @IsIn(PROOF_LEVELS, { each: true })
  proof?: ProofLevel[];

  /** Part of the name or of the description. */
  @MayBeAbsent()
  @IsString()
  @Length(1, 200)
  @Matches(STORABLE)
  q?: string;
}

/** The filters of the list and its order, without its pages. */
export class ExportBackupsQuery extends OmitType(ListBackupsQuery, ['page', 'limit']) {}

/** The filters of the list. */
export class CountBackupsQuery extends IntersectionType(
  OmitType(ListBackupsQuery, ['page', 'limit', 'sort', 'order']),
  CountQuery,
) {}

export class DownloadUrlRequest {
  /** The id of the artifact; needed when the backup has several. */
  @MayBeAbsent()
  @IsUUID('loose')
  artifact?: string;
}

export class LinkQuery {
  /** As it stands in the link; without it, it opens nothing. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(200)
  signature?: string;
}

/** What the backup would be of. */
export class EstimateBackupRequest extends PickType(BackupOptionsRequest, ['contents']) {}

export class DownloadQuery {
  /** The id of the artifact; needed when the backup has several. */
  @MayBeAbsent()
  @IsUUID('loose')
  artifact?: string;

  /** `true`: the plain archive, decrypted and decompressed, for admins. */
  @MayBeAbsent()
  @IsIn(['true', 'false'])
  decrypt?: 'true' | 'false';
}
