import { IsIn, IsString, IsUUID, Matches, MaxLength, MinLength } from 'class-validator';
import { IsTime, MayBeAbsent, ONE_LINE } from '../../common/http/field-rules.js';
import { ListQuery } from '../../common/http/list-query.dto.js';
import { AUDIT_OUTCOMES, type AuditOutcome } from '../audit/audit-event.entity.js';

/** Which events of the audit trail. */
export class ListAuditEventsQuery extends ListQuery {
  /** The e-mail address of who did it, or the name of the part of Backstitch that did. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(320)
  @Matches(ONE_LINE)
  actor?: string;

  /** What was done. @example "backup.download" */
  @MayBeAbsent()
  @IsString()
  @MaxLength(100)
  @Matches(ONE_LINE)
  action?: string;

  /** To what kind of thing. @example "backup" */
  @MayBeAbsent()
  @IsString()
  @MaxLength(100)
  @Matches(ONE_LINE)
  subjectType?: string;

  /** To this one alone. */
  @MayBeAbsent()
  @IsUUID('loose')
  subjectId?: string;

  /** How it ended. */
  @MayBeAbsent()
  @IsIn(AUDIT_OUTCOMES)
  outcome?: AuditOutcome;

  /** At or after this time. */
  @MayBeAbsent()
  @IsTime()
  from?: string;

  /** Before this time. */
  @MayBeAbsent()
  @IsTime()
  to?: string;

  /** Looked for in who, what and on what, in any case. */
  @MayBeAbsent()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  @Matches(ONE_LINE)
  q?: string;
}

/** Which part of the audit trail; absent, all of it. */
export class VerifyAuditTrailQuery {
  /** Events at or after this time. */
  @MayBeAbsent()
  @IsTime()
  from?: string;

  /** Events before this time. */
  @MayBeAbsent()
  @IsTime()
  to?: string;
}
