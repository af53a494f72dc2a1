import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Caller } from '../../common/caller.js';
import { ApiPage, ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { Permit } from '../../common/http/permit.decorator.js';
import { UuidPipe } from '../../common/http/validation.js';
import { mapPage, type Page } from '../../common/pagination.js';
import { CreateDrillRequest, ListDrillsQuery } from './drill-requests.dto.js';
import { DrillResponse, QueuedDrillResponse } from './drill-response.dto.js';
import { DrillsService } from './drills.service.js';

@ApiTags('drills')
@Controller('drills')
export class DrillsController {
  constructor(private readonly drills: DrillsService) {}

  @Post()
  @HttpCode(202)
  @Permit('drills:create')
  @ApiOperation({
    summary: 'Rehearse a restore',
    description:
      'Restores the newest completed backup of a source, or the one named, into a scratch database; counts, compares, ' +
      'migrates forward, measures the recovery time, and drops it. The live database is not touched and the source not ' +
      'locked. One drill of a backup at a time.',
  })
  @ApiAcceptedResponse({ type: QueuedDrillResponse })
  @ApiProblems(
    'UNAUTHENTICATED',
    'FORBIDDEN',
    'NOT_FOUND',
    'MISSING_PARAMETER',
    'INVALID_PARAMETER',
    'BACKUP_NOT_READY',
    'SOURCE_BUSY',
    'CONFLICT',
  )
  async create(
    @CurrentCaller() caller: Caller,
    @Body() request: CreateDrillRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<QueuedDrillResponse> {
    const { drill, job } = await this.drills.create(caller, request);
    response.location(`/api/v1/drills/${drill.id}`);
    return { drill: DrillResponse.of(drill), jobId: job.id };
  }

  @Get()
  @Permit('records:read')
  @ApiOperation({
    summary: 'Drills, the newest first',
    description: 'Sort by createdAt, durationMs or recoverySeconds.',
  })
  @ApiPage(DrillResponse)
  @ApiProblems('UNAUTHENTICATED', 'INVALID_PARAMETER')
  async list(@CurrentCaller() caller: Caller, @Query() query: ListDrillsQuery): Promise<Page<DrillResponse>> {
    return mapPage(await this.drills.list(caller, query), (drill) => DrillResponse.of(drill));
  }

  @Get(':id')
  @Permit('records:read')
  @ApiOperation({ summary: 'One drill, phase by phase' })
  @ApiProblems('UNAUTHENTICATED', 'NOT_FOUND', 'INVALID_PARAMETER')
  async get(@CurrentCaller() caller: Caller, @Param('id', UuidPipe) id: string): Promise<DrillResponse> {
    return DrillResponse.of(await this.drills.get(caller, id));
  }

  @Post(':id/cancel')
  @HttpCode(202)
  @Permit('drills:create')
  @ApiOperation({ summary: 'Stop a drill', description: 'Its scratch database is dropped.' })
  @ApiAcceptedResponse({ type: DrillResponse })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'INVALID_PARAMETER', 'CONFLICT')
  async cancel(@CurrentCaller() caller: Caller, @Param('id', UuidPipe) id: string): Promise<DrillResponse> {
    return DrillResponse.of(await this.drills.cancel(caller, id));
  }
}
