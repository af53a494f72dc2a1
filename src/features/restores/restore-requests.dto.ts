import { ApiPropertyOptional, IntersectionType, OmitType } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  IsString,
  IsUUID,
  Length,
  Matches,
  ValidateNested,
} from 'class-validator';
import { CreatedBetween } from '../../common/http/created-between.dto.js';
import { HasBytes, IsTime, MayBeAbsent, ONE_LINE, STORABLE } from '../../common/http/field-rules.js';
import { ListQuery } from '../../common/http/list-query.dto.js';
import { CountQuery } from '../sources/record-counts.dto.js';
import { AsItCame, IsOwnerMap } from './owner-map-rule.js';
import { RESTORE_STRATEGIES, type StrategyName } from './strategy-names.js';
import { RESTORE_STATUSES, type RestoreStatus } from './restore-states.js';

export class RestoreTargetRequest {
  /** The source whose database is replaced, or on whose server a new one is made; default, the one that was backed up. */
  @MayBeAbsent()
  @IsUUID('loose')
  sourceId?: string;

  /**
   * With `new_database`: its name, at most 63 bytes, which must be free. Otherwise the source's own database and no
   * other.
   */
  @MayBeAbsent()
  @IsString()
  @Length(1, 63)
  @HasBytes(1, 63)
  @Matches(STORABLE)
  database?: string;
}

export class RestorePlanRequest {
  /** Default `swap`. What each of them does, and whether it is possible here, stands in the plan (`strategies`). */
  @MayBeAbsent()
  @IsIn(RESTORE_STRATEGIES)
  strategy?: StrategyName;

  /** Where to. Absent: where the backup came from. */
  @MayBeAbsent()
  @IsObject()
  @ValidateNested()
  @Type(() => RestoreTargetRequest)
  target?: RestoreTargetRequest;

  /** What of the backup. Absent: all that it has. */
  @MayBeAbsent()
  @IsArray()
  @ArrayNotEmpty()
  @IsIn(['database'], { each: true })
  contents?: 'database'[];

  /** Leave out owners and grants of the dump; everything then belongs to the source's role. */
  @MayBeAbsent()
  @IsBoolean()
  noOwner?: boolean;

  /**
   * Roles of this server that stand for roles of the backup, all at once: as owners, in grants, default privileges,
   * policies and user mappings. At most 500. What it does not name keeps its name. Not together with `noOwner`.
   */
  @MayBeAbsent()
  @AsItCame()
  @IsOwnerMap()
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string', minLength: 1, maxLength: 63 },
    example: { shop_owner: 'staging_owner', shop_app: 'staging_app' },
  })
  ownerMap?: Record<string, string>;
}

export class CreateRestoreRequest extends RestorePlanRequest {
  /**
   * The plan that was looked at; it says strategy, target, noOwner and ownerMap, which may be left out here.
   * Absent, one is made now and obeyed.
   */
  @MayBeAbsent()
  @IsUUID('loose')
  planId?: string;

  /** Bring the restored database forward to the code's migrations before anybody sees it. Default true. */
  @MayBeAbsent()
  @IsBoolean()
  runMigrations?: boolean;

  /** An admin's: restore although the backup has migrations that the code does not know. */
  @MayBeAbsent()
  @IsBoolean()
  allowAhead?: boolean;

  /** An admin's: no safety backup, for a live database that cannot be dumped. Needs a `reason`. */
  @MayBeAbsent()
  @IsBoolean()
  skipSafetyBackup?: boolean;

  /** Why, for the record and whoever approves it. */
  @MayBeAbsent()
  @IsString()
  @Length(1, 1_000)
  @Matches(STORABLE)
  reason?: string;

  /** Typed by a person: the word RESTORE. */
  @MayBeAbsent()
  @IsString()
  confirm?: string;
}

export class RejectRestoreRequest {
  /** For whoever asked; kept with the restore. */
  @MayBeAbsent()
  @IsString()
  @Length(1, 1_000)
  @Matches(STORABLE)
  reason?: string;
}

export class UpdateRestoreRequest {
  /** When the kept database may be dropped. */
  @IsTime()
  rollbackUntil: string;
}

const asList = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.split(',') : value);

export class ListRestoresQuery extends IntersectionType(ListQuery, CreatedBetween) {
  /** Into this source alone. */
  @MayBeAbsent()
  @IsUUID('loose')
  sourceId?: string;

  /** Of this backup alone. */
  @MayBeAbsent()
  @IsUUID('loose')
  backupId?: string;

  /** Only those in one of these. */
  @MayBeAbsent()
  @Transform(asList)
  @IsIn(RESTORE_STATUSES, { each: true })
  status?: RestoreStatus[];

  /** Only those that were made in one of these ways. */
  @MayBeAbsent()
  @Transform(asList)
  @IsIn(RESTORE_STRATEGIES, { each: true })
  strategy?: StrategyName[];

  /** The number (`12`, `#12`), or part of who asked for it, of the reason, of the target database or of the name of its backup. */
  @MayBeAbsent()
  @IsString()
  @Length(1, 200)
  @Matches(ONE_LINE, { message: 'q must be one line' })
  q?: string;
}

/** The filters of the list. */
export class CountRestoresQuery extends IntersectionType(
  OmitType(ListRestoresQuery, ['page', 'limit', 'sort', 'order']),
  CountQuery,
) {}
