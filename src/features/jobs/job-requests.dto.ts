import { Transform } from 'class-transformer';
import { IsIn, IsString, IsUUID, Length, Matches } from 'class-validator';
import { IntersectionType } from '@nestjs/swagger';
import { CreatedBetween } from '../../common/http/created-between.dto.js';
import { MayBeAbsent, ONE_LINE } from '../../common/http/field-rules.js';
import { ListQuery } from '../../common/http/list-query.dto.js';
import {
  JOB_ACTIONS,
  JOB_STATES,
  type JobAction,
  type JobState,
  SUBJECT_TYPES,
  type SubjectType,
} from './job-actions.js';

const asList = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.split(',') : value);

export class JobFilters extends CreatedBetween {
  /** One or several, separated by commas. */
  @MayBeAbsent()
  @Transform(asList)
  @IsIn(JOB_ACTIONS, { each: true })
  action?: JobAction[];

  /** That it is about, whether or not it holds the lock of it. */
  @MayBeAbsent()
  @IsUUID('loose')
  sourceId?: string;

  /** What they work on. */
  @MayBeAbsent()
  @IsIn(SUBJECT_TYPES)
  subjectType?: SubjectType;

  /** All jobs of a backup, a restore, a drill or a run of retention. */
  @MayBeAbsent()
  @IsUUID('loose')
  subjectId?: string;

  /** Part of who asked for it, or the number (`12`, `#12`) of the backup, restore or drill that it works on. */
  @MayBeAbsent()
  @IsString()
  @Length(1, 200)
  @Matches(ONE_LINE, { message: 'q must be one line' })
  q?: string;
}

export class ListJobsQuery extends IntersectionType(ListQuery, JobFilters) {
  /** One or several, separated by commas. */
  @MayBeAbsent()
  @Transform(asList)
  @IsIn(JOB_STATES, { each: true })
  state?: JobState[];
}
