import { ApiProperty } from '@nestjs/swagger';
import { CONFIDENCES } from './estimate-backup.js';
import type { SourceEstimate } from './source-estimates.js';

export class SourceEstimateResponse implements SourceEstimate {
  /** Of the plain archive. */
  rawBytes: number;
  storedBytes: number;
  seconds: number;
  /** `high`: three or more of the source's last backups were about as large; `medium`: there are some; `low`: there is none. */
  @ApiProperty({ enum: CONFIDENCES })
  confidence: SourceEstimate['confidence'];
  /** Now. */
  databaseSize: number;
  /** How many of the source's last backups it is worked out from. */
  measuredBackups: number;
}
