import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsUUID } from 'class-validator';
import { MayBeAbsent } from '../../common/http/field-rules.js';
import { ListQuery } from '../../common/http/list-query.dto.js';
import { RUN_STATUSES, RUN_TRIGGERS, type RunStatus, type RunTrigger } from './retention-run.entity.js';

export class RunRetentionRequest {
  /** true: nothing is deleted, the answer says what would be. Default false. */
  @MayBeAbsent()
  @IsBoolean()
  dryRun?: boolean;

  /** Of this source alone; absent, of all sources of the tenant. */
  @MayBeAbsent()
  @IsUUID('loose')
  sourceId?: string;

  /** A superadmin's: of which tenant. Default: the tenant `default`. */
  @MayBeAbsent()
  @IsUUID('loose')
  tenantId?: string;
}

/** A comma-separated list, or the same parameter several times. */
const asList = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.split(',') : value);

export class ListRetentionRunsQuery extends ListQuery {
  /** Of this source alone. */
  @MayBeAbsent()
  @IsUUID('loose')
  sourceId?: string;

  /** Only those in one of these. */
  @MayBeAbsent()
  @Transform(asList)
  @IsIn(RUN_STATUSES, { each: true })
  status?: RunStatus[];

  /** Only those that began in one of these ways. */
  @MayBeAbsent()
  @Transform(asList)
  @IsIn(RUN_TRIGGERS, { each: true })
  trigger?: RunTrigger[];
}
