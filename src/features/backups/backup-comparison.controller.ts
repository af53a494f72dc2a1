import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../common/caller.js';
import { ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { Permit } from '../../common/http/permit.decorator.js';
import { UuidPipe } from '../../common/http/validation.js';
import { BackupComparisonResponse } from './backup-comparison.dto.js';
import { BackupComparisons } from './backup-comparison.js';

@ApiTags('backups')
@Controller('backups/:id/compare')
export class BackupComparisonController {
  constructor(private readonly comparisons: BackupComparisons) {}

  @Get(':otherId')
  @Permit('records:read')
  @ApiOperation({
    summary: 'What changed from one backup to another',
    description:
      'Tables and rows, the schema, and migrations; of one source or of two of the same tenant. Rows are those that were ' +
      'counted when the backups were made; definitions are read from the archives. A renamed table is removed and added.',
  })
  @ApiProblems(
    'UNAUTHENTICATED',
    'NOT_FOUND',
    'INVALID_PARAMETER',
    'BACKUP_NOT_READY',
    'ARCHIVE_UNREADABLE',
    'STORAGE_FAILED',
    'KEY_UNAVAILABLE',
  )
  async compare(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidPipe) id: string,
    @Param('otherId', UuidPipe) otherId: string,
  ): Promise<BackupComparisonResponse> {
    return BackupComparisonResponse.of(id, otherId, await this.comparisons.compare(caller, id, otherId));
  }
}
