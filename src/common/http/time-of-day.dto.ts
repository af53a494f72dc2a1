import { IsInt, Max, Min } from 'class-validator';
import { MayBeAbsent } from './field-rules.js';

/** When something happens each day, in the time zone that stands beside it. */
export class TimeOfDayRequest {
  /** 0 to 23, in the time zone that stands beside it. */
  @MayBeAbsent()
  @IsInt()
  @Min(0)
  @Max(23)
  hour?: number;

  /** Past that hour. */
  @MayBeAbsent()
  @IsInt()
  @Min(0)
  @Max(59)
  minute?: number;
}
