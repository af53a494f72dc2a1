import { ApiProperty, PickType } from '@nestjs/swagger';
import { IsString, Matches } from 'class-validator';
import { MayBeAbsent } from '../../common/http/field-rules.js';
import { CreateBackupRequest } from '../backups/backup-requests.dto.js';

/** The fields of the form that come before the file. */
export class ImportFields extends PickType(CreateBackupRequest, ['sourceId', 'name', 'description'] as const) {
  /** Hex, of the file as it is sent. Where it is given, a file that is another is refused (CHECKSUM_MISMATCH). */
  @MayBeAbsent()
  @IsString()
  @Matches(/^[0-9a-fA-F]{64}$/, { message: 'sha256 must be 64 hexadecimal digits' })
  sha256?: string;
}

/** The whole form, for the documentation of the route. */
export class ImportForm extends ImportFields {
  /** A signed manifest.json, of a backup that this instance made. Before or after the file. */
  @ApiProperty({ type: 'string', format: 'binary', required: false })
  manifest?: unknown;

  /** The dump. All other fields come before it. */
  @ApiProperty({ type: 'string', format: 'binary' })
  file: unknown;
}
