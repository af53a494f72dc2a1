import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../common/caller.js';
import { ApiPage, ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { Permit } from '../../common/http/permit.decorator.js';
import { UuidPipe } from '../../common/http/validation.js';
import { mapPage, type Page } from '../../common/pagination.js';
import { ListRetentionRunsQuery, RunRetentionRequest } from './retention-requests.dto.js';
import {
  RetentionOutcomeResponse,
  RetentionRunDetailResponse,
  RetentionRunResponse,
} from './retention-response.dto.js';
import { RetentionService } from './retention.service.js';

@ApiTags('retention')
@Controller('retention')
export class RetentionController {
  constructor(private readonly retention: RetentionService) {}

  @Post('run')
  @HttpCode(200)
  @Permit('backups:manage')
  @ApiOperation({
    summary: 'Delete what the rules do not keep, or only say what that is',
    description:
      'With `dryRun` nothing is deleted. More than half of the completed backups of a source go only when the same person has run it dry, or previewed those settings, within the last hour.',
  })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'INVALID_PARAMETER', 'NOT_FOUND')
  async run(@CurrentCaller() caller: Caller, @Body() request: RunRetentionRequest): Promise<RetentionOutcomeResponse> {
    return RetentionOutcomeResponse.of(await this.retention.run(caller, request));
  }

  @Get('runs')
  @Permit('records:read')
  @ApiOperation({ summary: 'When the rules were applied, and with what outcome', description: 'Sort by createdAt.' })
  @ApiPage(RetentionRunResponse)
  @ApiProblems('UNAUTHENTICATED', 'INVALID_PARAMETER')
  async list(
    @CurrentCaller() caller: Caller,
    @Query() query: ListRetentionRunsQuery,
  ): Promise<Page<RetentionRunResponse>> {
    return mapPage(await this.retention.list(caller, query), (run) => RetentionRunResponse.of(run));
  }

  @Get('runs/:id')
  @Permit('records:read')
  @ApiOperation({ summary: 'One run, with every backup that it deleted and why' })
  @ApiProblems('UNAUTHENTICATED', 'NOT_FOUND', 'INVALID_PARAMETER')
  async get(@CurrentCaller() caller: Caller, @Param('id', UuidPipe) id: string): Promise<RetentionRunDetailResponse> {
    return RetentionRunDetailResponse.of(await this.retention.get(caller, id));
  }
}
