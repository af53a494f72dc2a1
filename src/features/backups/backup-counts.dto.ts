import { ApiProperty } from '@nestjs/swagger';
import { COUNTED_BY, type CountedBy } from './backup-requests.dto.js';

export class BackupCountDto {
  @ApiProperty({ description: 'A day, a status, or the id of a source.', example: '2026-11-20' })
  key: string;

  @ApiProperty({ type: String, nullable: true, description: 'Of a source: its name.' })
  name: string | null;

  /** @example 4 */
  count: number;

  /** @example 1073741824 */
  storedBytes: number;
}

export class BackupCountsDto {
  @ApiProperty({ enum: COUNTED_BY })
  by: CountedBy;

  /** Of all items. */
  total: number;

  /** Days from the oldest to the newest, those without a backup left out; sources by their names. */
  items: BackupCountDto[];
}
