import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../common/caller.js';
import { ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { Permit } from '../../common/http/permit.decorator.js';
import { UuidPipe } from '../../common/http/validation.js';
import { EstimateBackupRequest } from './backup-requests.dto.js';
import { SourceEstimateResponse } from './source-estimate.dto.js';
import { SourceEstimates } from './source-estimates.js';

/** Lives here, since sources know no backups. */
@ApiTags('sources')
@Controller('sources/:id/estimate')
export class SourceEstimatesController {
  constructor(private readonly estimates: SourceEstimates) {}

  @Post()
  @HttpCode(200)
  @Permit('records:read')
  @ApiOperation({
    summary: 'How large a backup would be, and how long it would take',
    description:
      'By the sizes of the tables now, and by what the last backups measured. Waits for no lock, and makes nothing.',
  })
  @ApiOkResponse({ type: SourceEstimateResponse })
  @ApiProblems('UNAUTHENTICATED', 'NOT_FOUND', 'INVALID_PARAMETER', 'SOURCE_UNREACHABLE', 'PERMISSION_DENIED')
  async estimate(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidPipe) id: string,
    // Every backup is of the whole database yet: what it asks for is checked, and changes nothing.
    @Body() _: EstimateBackupRequest,
  ): Promise<SourceEstimateResponse> {
    return this.estimates.estimate(caller, id);
  }
}
