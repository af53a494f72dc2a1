import { IsTime, MayBeAbsent } from './field-rules.js';

/** When the records of a list were made. */
export class CreatedBetween {
  /** Created at or after. */
  @MayBeAbsent()
  @IsTime()
  from?: string;

  /** Created before. */
  @MayBeAbsent()
  @IsTime()
  to?: string;
}
