import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../common/caller.js';
import { ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { Permit } from '../../common/http/permit.decorator.js';
import { BackupCountsDto } from './backup-counts.dto.js';
import { BackupCounts } from './backup-counts.js';
import { CountBackupsQuery } from './backup-requests.dto.js';

@ApiTags('backups')
@Controller('backups/counts')
export class BackupCountsController {
  constructor(private readonly counts: BackupCounts) {}

  @Get()
  @Permit('records:read')
  @ApiOperation({
    summary: 'How many backups there are, by day, status or source',
    description: 'Takes the filters of the list.',
  })
  @ApiProblems('UNAUTHENTICATED', 'INVALID_PARAMETER')
  async count(@CurrentCaller() caller: Caller, @Query() query: CountBackupsQuery): Promise<BackupCountsDto> {
    return this.counts.count(caller, query);
  }
}
