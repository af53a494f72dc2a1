import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Caller } from '../../common/caller.js';
import { ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { Permit } from '../../common/http/permit.decorator.js';
import { UuidPipe } from '../../common/http/validation.js';
import { RestoreDecisions } from './restore-decisions.js';
import { RejectRestoreRequest } from './restore-requests.dto.js';
import { QueuedRestoreResponse, RestoreResponse } from './restore-response.dto.js';

@ApiTags('restores')
@Controller('restores')
export class RestoreApprovalsController {
  constructor(private readonly decisions: RestoreDecisions) {}

  @Post(':id/approve')
  @HttpCode(202)
  @Permit('restores:approve')
  @ApiOperation({
    summary: 'Approve a restore, or a rollback, that somebody else asked for',
    description:
      'As it was planned, and queues it. Never one’s own, nor by API key. Everything is checked again: what does not hold ' +
      'any more (PLAN_STALE and others) is not approved, and goes on waiting.',
  })
  @ApiAcceptedResponse({ type: QueuedRestoreResponse })
  @ApiProblems(
    'UNAUTHENTICATED',
    'FORBIDDEN',
    'NOT_FOUND',
    'INVALID_PARAMETER',
    'CONFLICT',
    'SOURCE_BUSY',
    'PLAN_STALE',
    'BACKUP_NOT_READY',
    'ROLLBACK_EXPIRED',
    'ROLLBACK_SUPERSEDED',
    'SOURCE_UNREACHABLE',
  )
  async approve(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidPipe) id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<QueuedRestoreResponse> {
    const approved = await this.decisions.approve(caller, id);
    response.location(`/api/v1/restores/${id}`);
    return QueuedRestoreResponse.of(approved);
  }

  @Post(':id/reject')
  @HttpCode(202)
  @Permit('restores:approve')
  @ApiOperation({
    summary: 'Reject a restore, or a rollback, that waits for approval',
    description:
      'Nothing was touched. A restore is then `rejected`; one whose rollback is rejected is `completed` as it was.',
  })
  @ApiAcceptedResponse({ type: RestoreResponse })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'INVALID_PARAMETER', 'CONFLICT')
  async reject(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidPipe) id: string,
    @Body() request: RejectRestoreRequest,
  ): Promise<RestoreResponse> {
    return RestoreResponse.of(await this.decisions.reject(caller, id, request.reason));
  }
}
