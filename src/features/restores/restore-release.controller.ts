import { Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Caller } from '../../common/caller.js';
import { ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { Permit } from '../../common/http/permit.decorator.js';
import { UuidPipe } from '../../common/http/validation.js';
import { RestoreRelease } from './restore-release.js';
import { QueuedRestoreResponse } from './restore-response.dto.js';

@ApiTags('restores')
@Controller('restores')
export class RestoreReleaseController {
  constructor(private readonly releases: RestoreRelease) {}

  @Post(':id/release')
  @HttpCode(202)
  @Permit('backups:manage')
  @ApiOperation({
    summary: 'Drop the kept database now',
    description:
      'Ends the rollback window: where anything in the kept database may have changed since the safety backup, a final backup of it is taken and proven first. After that this restore cannot be rolled back.',
  })
  @ApiAcceptedResponse({ type: QueuedRestoreResponse })
  @ApiProblems(
    'UNAUTHENTICATED',
    'FORBIDDEN',
    'NOT_FOUND',
    'INVALID_PARAMETER',
    'CONFLICT',
    'SOURCE_BUSY',
    'ROLLBACK_EXPIRED',
  )
  async release(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidPipe) id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<QueuedRestoreResponse> {
    const accepted = await this.releases.release(caller, id);
    response.location(`/api/v1/restores/${id}`);
    return QueuedRestoreResponse.of(accepted);
  }
}
