import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Caller } from '../../common/caller.js';
import { ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { Permit } from '../../common/http/permit.decorator.js';
import { DjangoListQuery, DjangoRestoreRequest } from './django-requests.dto.js';
import { DjangoRestoreResponse, DjangoRestoreStartedResponse } from './django-restore-response.dto.js';
import { DjangoRestores } from './django-restores.js';
import { ApiRecordNumber, RecordNumber } from './record-number.decorator.js';

/** Restores, in the paths and shapes of the Django original. */
@ApiTags('django')
@Controller('api/backup')
export class DjangoRestoresController {
  constructor(private readonly restores: DjangoRestores) {}

  @Post('backups/:id/restore')
  @HttpCode(202)
  @Permit('restores:create')
  @ApiRecordNumber()
  @ApiOperation({
    summary: 'Restore a backup over its database',
    description: 'Beside the live database, checked, migrated forward, then swapped in. Needs `confirm: "RESTORE"`.',
  })
  @ApiAcceptedResponse({ type: DjangoRestoreStartedResponse })
  @ApiProblems(
    ...(['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'MISSING_PARAMETER', 'INVALID_PARAMETER'] as const),
    ...(['CONFIRMATION_REQUIRED', 'SOURCE_BUSY', 'PLAN_STALE', 'BACKUP_NOT_READY', 'SOURCE_UNREACHABLE'] as const),
    ...(['SCHEMA_AHEAD', 'SCHEMA_DIVERGED', 'RESTORE_BLOCKED'] as const),
  )
  async restore(
    @CurrentCaller() caller: Caller,
    @RecordNumber() number: number,
    @Body() request: DjangoRestoreRequest,
  ): Promise<DjangoRestoreStartedResponse> {
    return this.restores.create(caller, number, request);
  }

  @Get('restores')
  @Permit('records:read')
  @ApiOperation({ summary: 'Restores of the default source, the newest first', description: '200 a page.' })
  @ApiProblems('UNAUTHENTICATED', 'INVALID_PARAMETER', 'NOT_FOUND')
  async list(
    @CurrentCaller() caller: Caller,
    @Query() query: DjangoListQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<DjangoRestoreResponse[]> {
    const { items, total } = await this.restores.list(caller, query.page);
    response.setHeader('X-Total-Count', String(total));
    return items;
  }

  @Get('restores/:id')
  @Permit('records:read')
  @ApiRecordNumber()
  @ApiOperation({ summary: 'One restore' })
  @ApiProblems('UNAUTHENTICATED', 'NOT_FOUND')
  async get(@CurrentCaller() caller: Caller, @RecordNumber() number: number): Promise<DjangoRestoreResponse> {
    return this.restores.get(caller, number);
  }
}
