import { Transform, Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsIn,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  ValidateNested,
} from 'class-validator';
import { ListQuery } from '../../common/http/list-query.dto.js';
import { RESTORE_STATUSES, type RestoreStatus } from './restore-states.js';

export class RestoreTargetRequest {
  /** The source whose database is replaced; default, the one that was backed up. */
  @IsOptional()
  @IsUUID()
  sourceId?: string;

  /** With the strategy `swap`, the source's own database and no other. */
  @IsOptional()
  @IsString()
  @Length(1, 63)
  @Matches(/^[^\0]*$/)
  database?: string;
}

export class RestorePlanRequest {
  /** The only strategy yet: restored beside, checked, swapped in. */
  @IsOptional()
  @IsIn(['swap'])
  strategy?: 'swap';

  @IsOptional()
  @ValidateNested()
  @Type(() => RestoreTargetRequest)
  target?: RestoreTargetRequest;

  @IsOptional()
  @IsArray()
  @IsIn(['database'], { each: true })
  contents?: 'database'[];
}

export class CreateRestoreRequest extends RestorePlanRequest {
  /** The plan that was looked at. Absent, one is made now and obeyed. */
  @IsOptional()
  @IsUUID()
  planId?: string;

  /** Bring the restored database forward to the code's migrations before the swap. Default true. */
  @IsOptional()
  @IsBoolean()
  runMigrations?: boolean;

  /** Leave out owners and grants of the dump; everything then belongs to the source's role. */
  @IsOptional()
  @IsBoolean()
  noOwner?: boolean;

  /** An admin's: restore although the backup has migrations that the code does not know. */
  @IsOptional()
  @IsBoolean()
  allowAhead?: boolean;

  /** An admin's: no safety backup, for a live database that cannot be dumped. Needs a `reason`. */
  @IsOptional()
  @IsBoolean()
  skipSafetyBackup?: boolean;

  @IsOptional()
  @IsString()
  @Length(1, 1_000)
  @Matches(/^[^\0]*$/)
  reason?: string;

  /** Typed by a person: the word RESTORE. */
  @IsOptional()
  @IsString()
  confirm?: string;
}

export class UpdateRestoreRequest {
  /** When the kept database may be dropped. */
  @IsISO8601({ strict: true })
  rollbackUntil: string;
}

const asList = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.split(',') : value);

export class ListRestoresQuery extends ListQuery {
  @IsOptional()
  @IsUUID()
  sourceId?: string;

  @IsOptional()
  @IsUUID()
  backupId?: string;

  @IsOptional()
  @Transform(asList)
  @IsIn(RESTORE_STATUSES, { each: true })
  status?: RestoreStatus[];
}
