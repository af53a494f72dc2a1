import { Body, Controller, Delete, Get, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Caller } from '../../common/caller.js';
import { ApiPage, ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { Permit } from '../../common/http/permit.decorator.js';
import { UuidPipe } from '../../common/http/validation.js';
import { mapPage, type Page } from '../../common/pagination.js';
import {
  CreateSourceRequest,
  DeleteSourceQuery,
  ListSourcesQuery,
  UpdateSourceRequest,
} from './source-requests.dto.js';
import { DeletedSourceResponse, SourceResponse } from './source-response.dto.js';
import { SourcesService } from './sources.service.js';

@ApiTags('sources')
@Controller('sources')
export class SourcesController {
  constructor(private readonly sources: SourcesService) {}

  @Get()
  @Permit('records:read')
  @ApiOperation({ summary: 'What is protected', description: 'Sort by createdAt or name.' })
  @ApiPage(SourceResponse)
  @ApiProblems('UNAUTHENTICATED', 'INVALID_PARAMETER')
  async list(@CurrentCaller() caller: Caller, @Query() query: ListSourcesQuery): Promise<Page<SourceResponse>> {
    return mapPage(await this.sources.list(caller, query), (source) => SourceResponse.of(source));
  }

  @Post()
  @Permit('sources:manage')
  @ApiOperation({ summary: 'Protect a database' })
  @ApiCreatedResponse({ type: SourceResponse })
  @ApiProblems(
    'UNAUTHENTICATED',
    'FORBIDDEN',
    'MISSING_PARAMETER',
    'INVALID_PARAMETER',
    'NOT_FOUND',
    'CONFLICT',
    'PERMISSION_DENIED',
    'QUOTA_EXCEEDED',
  )
  async create(
    @CurrentCaller() caller: Caller,
    @Body() request: CreateSourceRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SourceResponse> {
    const source = await this.sources.create(caller, request);
    response.location(`/api/v1/sources/${source.id}`);
    return SourceResponse.of(source);
  }

  @Get(':id')
  @Permit('records:read')
  @ApiOperation({ summary: 'One source, without its password' })
  @ApiProblems('UNAUTHENTICATED', 'NOT_FOUND', 'INVALID_PARAMETER')
  async get(@CurrentCaller() caller: Caller, @Param('id', UuidPipe) id: string): Promise<SourceResponse> {
    return SourceResponse.of(await this.sources.get(caller, id));
  }

  @Patch(':id')
  @Permit('sources:manage')
  @ApiOperation({
    summary: 'Change a source',
    description: 'What is absent stays. Another host, port, user or a weaker sslMode needs the password again.',
  })
  @ApiProblems(
    'UNAUTHENTICATED',
    'FORBIDDEN',
    'NOT_FOUND',
    'INVALID_PARAMETER',
    'CONFLICT',
    'SOURCE_BUSY',
    'PERMISSION_DENIED',
    'QUOTA_EXCEEDED',
  )
  async update(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidPipe) id: string,
    @Body() request: UpdateSourceRequest,
  ): Promise<SourceResponse> {
    return SourceResponse.of(await this.sources.update(caller, id, request));
  }

  @Delete(':id')
  @Permit('sources:manage')
  @ApiOperation({ summary: 'Forget a source', description: 'Refused while it has backups.' })
  @ApiProblems(
    'UNAUTHENTICATED',
    'FORBIDDEN',
    'NOT_FOUND',
    'INVALID_PARAMETER',
    'CONFLICT',
    'SOURCE_BUSY',
    'BACKUP_IN_USE',
  )
  async delete(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidPipe) id: string,
    @Query() query: DeleteSourceQuery,
  ): Promise<DeletedSourceResponse> {
    return { deletedBackups: await this.sources.delete(caller, id, query.withBackups === 'true') };
  }
}
