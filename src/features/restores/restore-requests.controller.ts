import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Caller } from '../../common/caller.js';
import { ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { Permit } from '../../common/http/permit.decorator.js';
import { UuidPipe } from '../../common/http/validation.js';
import { RestorePlansService } from './restore-plans.service.js';
import { CreateRestoreRequest, RestorePlanRequest } from './restore-requests.dto.js';
import { RestorePlanResponse } from './restore-plan-response.dto.js';
import { AcceptedRestoreResponse } from './restore-response.dto.js';
import { RestoresService } from './restores.service.js';

/** What is asked of a backup with the aim of a restore. Lives here, because backups know no restores. */
@ApiTags('restores')
@Controller('backups/:id')
export class RestoreRequestsController {
  constructor(
    private readonly plans: RestorePlansService,
    private readonly restores: RestoresService,
  ) {}

  @Post('restore-plan')
  @HttpCode(200)
  @Permit('restores:plan')
  @ApiOperation({
    summary: 'Work out what a restore would do',
    description: 'Writes nothing. The plan holds for an hour, or until the live schema changes.',
  })
  @ApiOkResponse({ type: RestorePlanResponse })
  @ApiProblems(
    'UNAUTHENTICATED',
    'FORBIDDEN',
    'NOT_FOUND',
    'MISSING_PARAMETER',
    'INVALID_PARAMETER',
    'BACKUP_NOT_READY',
    'SOURCE_UNREACHABLE',
  )
  async plan(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidPipe) id: string,
    @Body() request: RestorePlanRequest,
  ): Promise<RestorePlanResponse> {
    return RestorePlanResponse.of((await this.plans.make(caller, id, request)).plan);
  }

  @Post('restore')
  @HttpCode(202)
  @Permit('restores:create')
  @ApiOperation({
    summary: 'Restore a backup',
    description:
      'By the strategy of the plan. `swap` (default): beside the live database, checked, migrated forward, then swapped ' +
      'in; the old database is kept for the rollback window. `new_database`: under a name that is free, touching nothing else. ' +
      'Where the setting `approvalRequired` says so, whatever replaces a live database waits for approval first: ' +
      '`status` is `awaiting_approval`, `jobId` null.',
  })
  @ApiAcceptedResponse({ type: AcceptedRestoreResponse })
  @ApiProblems(
    'UNAUTHENTICATED',
    'FORBIDDEN',
    'NOT_FOUND',
    'MISSING_PARAMETER',
    'INVALID_PARAMETER',
    'CONFIRMATION_REQUIRED',
    'SOURCE_BUSY',
    'PLAN_STALE',
    'BACKUP_NOT_READY',
    'SCHEMA_AHEAD',
    'SCHEMA_DIVERGED',
    'RESTORE_BLOCKED',
    'SOURCE_UNREACHABLE',
  )
  async restore(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidPipe) id: string,
    @Body() request: CreateRestoreRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AcceptedRestoreResponse> {
    const accepted = await this.restores.create(caller, id, request);
    response.location(`/api/v1/restores/${accepted.view.restore.id}`);
    return AcceptedRestoreResponse.of(accepted);
  }
}
