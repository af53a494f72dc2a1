import { IsIn } from 'class-validator';
import { MayBeAbsent } from '../../common/http/field-rules.js';
import { ListQuery } from '../../common/http/list-query.dto.js';
import { PERSON_HISTORY_PARTS, type PersonHistoryPart } from './history-of-person.js';

/** Which part of the history of a person. */
export class PersonHistoryQuery extends ListQuery {
  /** `done_to`: what was done to them; `done_by`: what they, and programs with their API keys, did. */
  @MayBeAbsent()
  @IsIn(PERSON_HISTORY_PARTS)
  part: PersonHistoryPart = 'all';
}
