import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../common/caller.js';
import { ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { Permit } from '../../common/http/permit.decorator.js';
import { UuidPipe } from '../../common/http/validation.js';
import { SourceProbe } from './source-probe.js';
import { CreateSourceRequest, UpdateSourceRequest } from './source-requests.dto.js';
import { MigrationStateResponse, SchemaResponse, SourceTestResponse } from './source-response.dto.js';
import { SourcesService } from './sources.service.js';

/** What a source's server says when it is asked now. */
@ApiTags('sources')
@Controller('sources')
export class SourceProbesController {
  constructor(
    private readonly sources: SourcesService,
    private readonly probe: SourceProbe,
  ) {}

  @Post('test')
  @HttpCode(200)
  @Permit('sources:manage')
  @ApiOperation({ summary: 'Try what a source would be', description: 'Stores nothing.' })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'MISSING_PARAMETER', 'INVALID_PARAMETER', 'NOT_FOUND')
  async testDraft(@CurrentCaller() caller: Caller, @Body() request: CreateSourceRequest): Promise<SourceTestResponse> {
    return this.probe.test(await this.sources.draft(caller, request));
  }

  @Post(':id/test')
  @HttpCode(200)
  @Permit('backups:create')
  @ApiOperation({
    summary: 'Try what a source needs',
    description: 'With a body, what PATCH takes: as the source would be with these changes; takes who may change it.',
  })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'INVALID_PARAMETER')
  async test(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidPipe) id: string,
    @Body() changes: UpdateSourceRequest,
  ): Promise<SourceTestResponse> {
    return this.probe.test(await this.sources.changed(caller, id, changes));
  }

  @Get(':id/schema')
  @Permit('records:read')
  @ApiOperation({ summary: 'The tables of a source, with sizes' })
  @ApiProblems('UNAUTHENTICATED', 'NOT_FOUND', 'INVALID_PARAMETER', 'SOURCE_UNREACHABLE', 'LOCK_TIMEOUT')
  async schema(@CurrentCaller() caller: Caller, @Param('id', UuidPipe) id: string): Promise<SchemaResponse> {
    return this.probe.schema(await this.sources.get(caller, id));
  }

  @Get(':id/migration-state')
  @Permit('records:read')
  @ApiOperation({ summary: 'Which migrations the database says it has had' })
  @ApiProblems('UNAUTHENTICATED', 'NOT_FOUND', 'INVALID_PARAMETER', 'SOURCE_UNREACHABLE', 'LOCK_TIMEOUT')
  async migrationState(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidPipe) id: string,
  ): Promise<MigrationStateResponse> {
    return this.probe.migrationState(await this.sources.get(caller, id));
  }
}
