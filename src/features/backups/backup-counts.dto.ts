import { OmitType } from '@nestjs/swagger';
import { RecordCountDto, RecordCountsDto } from '../sources/record-counts.dto.js';

export class BackupCountDto extends RecordCountDto {
  /** @example 1073741824 */
  storedBytes: number;
}

export class BackupCountsDto extends OmitType(RecordCountsDto, ['items']) {
  /** Days from the oldest to the newest, those without a backup left out; sources by their names. */
  items: BackupCountDto[];
}
