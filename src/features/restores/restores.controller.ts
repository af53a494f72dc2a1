import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Caller } from '../../common/caller.js';
import { ApiPage, ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { Permit } from '../../common/http/permit.decorator.js';
import { UuidPipe } from '../../common/http/validation.js';
import { mapPage, type Page } from '../../common/pagination.js';
import { RecordCountsDto } from '../sources/record-counts.dto.js';
import { emptyReport } from './restore-report.js';
import { CountRestoresQuery, ListRestoresQuery, UpdateRestoreRequest } from './restore-requests.dto.js';
import { AcceptedRestoreResponse, RestoreReportResponse, RestoreResponse } from './restore-response.dto.js';
import { RestoreRollbacks } from './restore-rollbacks.js';
import { RestoresService } from './restores.service.js';

@ApiTags('restores')
@Controller('restores')
export class RestoresController {
  constructor(
    private readonly restores: RestoresService,
    private readonly rollbacks: RestoreRollbacks,
  ) {}

  @Get()
  @Permit('records:read')
  @ApiOperation({ summary: 'Restores, the newest first', description: 'Sort by createdAt or durationMs.' })
  @ApiPage(RestoreResponse)
  @ApiProblems('UNAUTHENTICATED', 'INVALID_PARAMETER')
  async list(@CurrentCaller() caller: Caller, @Query() query: ListRestoresQuery): Promise<Page<RestoreResponse>> {
    return mapPage(await this.restores.list(caller, query), (view) => RestoreResponse.of(view));
  }

  @Get('counts')
  @Permit('records:read')
  @ApiOperation({
    summary: 'How many restores there are, by day, status or source',
    description: 'Takes the filters of the list.',
  })
  @ApiProblems('UNAUTHENTICATED', 'INVALID_PARAMETER')
  async count(@CurrentCaller() caller: Caller, @Query() query: CountRestoresQuery): Promise<RecordCountsDto> {
    return this.restores.count(caller, query);
  }

  @Get(':id')
  @Permit('records:read')
  @ApiOperation({ summary: 'One restore, phase by phase' })
  @ApiProblems('UNAUTHENTICATED', 'NOT_FOUND', 'INVALID_PARAMETER')
  async get(@CurrentCaller() caller: Caller, @Param('id', UuidPipe) id: string): Promise<RestoreResponse> {
    return RestoreResponse.of(await this.restores.get(caller, id));
  }

  @Get(':id/report')
  @Permit('records:read')
  @ApiOperation({ summary: 'What a restore did, and how it was checked' })
  @ApiProblems('UNAUTHENTICATED', 'NOT_FOUND', 'INVALID_PARAMETER')
  async report(@CurrentCaller() caller: Caller, @Param('id', UuidPipe) id: string): Promise<RestoreReportResponse> {
    const view = await this.restores.get(caller, id);
    return { restore: RestoreResponse.of(view), ...emptyReport(), ...view.restore.report };
  }

  @Patch(':id')
  @Permit('backups:manage')
  @ApiOperation({ summary: 'Move the end of the rollback window' })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'INVALID_PARAMETER', 'ROLLBACK_EXPIRED')
  async update(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidPipe) id: string,
    @Body() request: UpdateRestoreRequest,
  ): Promise<RestoreResponse> {
    return RestoreResponse.of(await this.rollbacks.keepUntil(caller, id, new Date(request.rollbackUntil)));
  }

  @Post(':id/cancel')
  @HttpCode(202)
  @Permit('restores:create')
  @ApiOperation({
    summary: 'Stop a restore or a rollback',
    description:
      'Until the live database is replaced, or put back. What was made for it is undone. One that waits for approval is ' +
      'canceled by whoever asked for it.',
  })
  @ApiAcceptedResponse({ type: RestoreResponse })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'INVALID_PARAMETER', 'CONFLICT')
  async cancel(@CurrentCaller() caller: Caller, @Param('id', UuidPipe) id: string): Promise<RestoreResponse> {
    return RestoreResponse.of(await this.restores.cancel(caller, id));
  }

  @Post(':id/rollback')
  @HttpCode(202)
  @Permit('restores:create')
  @ApiOperation({
    summary: 'Swap the old database back',
    description:
      'What the restore brought is kept in its turn. Only the newest restore of a source, while its window is open. Where ' +
      'the setting `approvalRequired` says so, it waits for approval (`jobId` is null).',
  })
  @ApiAcceptedResponse({ type: AcceptedRestoreResponse })
  @ApiProblems(
    'UNAUTHENTICATED',
    'FORBIDDEN',
    'NOT_FOUND',
    'INVALID_PARAMETER',
    'CONFLICT',
    'SOURCE_BUSY',
    'ROLLBACK_EXPIRED',
    'ROLLBACK_SUPERSEDED',
  )
  async rollBack(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidPipe) id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AcceptedRestoreResponse> {
    const accepted = await this.rollbacks.rollBack(caller, id);
    response.location(`/api/v1/restores/${id}`);
    return AcceptedRestoreResponse.of(accepted);
  }
}
