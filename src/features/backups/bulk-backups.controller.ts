import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../common/caller.js';
import { ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { Permit } from '../../common/http/permit.decorator.js';
import { BulkBackupsRequest } from './backup-requests.dto.js';
import { BulkOutcomeResponse } from './backup-response.dto.js';
import { BulkBackups } from './bulk-backups.js';

@ApiTags('backups')
@Controller('backups/bulk')
export class BulkBackupsController {
  constructor(private readonly bulk: BulkBackups) {}

  @Post()
  @HttpCode(200)
  @Permit('backups:create')
  @ApiOperation({
    summary: 'Delete, verify, pin or unpin many backups',
    description:
      'Each as if it were asked for alone; the answer says which were refused, and why. Operators may verify (to the level ' +
      '`decoded`; the checks are queued), admins do the rest.',
  })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'MISSING_PARAMETER', 'INVALID_PARAMETER')
  async carryOut(@CurrentCaller() caller: Caller, @Body() request: BulkBackupsRequest): Promise<BulkOutcomeResponse> {
    return this.bulk.carryOut(caller, request);
  }
}
