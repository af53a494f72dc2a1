import { pipeline } from 'node:stream/promises';
import { Body, Controller, Delete, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Caller } from '../../common/caller.js';
import { ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { Permit } from '../../common/http/permit.decorator.js';
import {
  DjangoBackupResponse,
  DjangoBackupStartedResponse,
  DjangoDeletedResponse,
  DjangoLogResponse,
  DjangoVerifyStartedResponse,
} from './django-backup-response.dto.js';
import { DjangoBackups } from './django-backups.js';
import { DjangoCreateBackupRequest, DjangoListQuery, DjangoLogsQuery } from './django-requests.dto.js';
import { ApiRecordNumber, RecordNumber } from './record-number.decorator.js';

/** Paths and shapes of the Django original, for clients that are not changed (docs/tasks/django-clients.md). */
@ApiTags('django')
@Controller('api/backup/backups')
export class DjangoBackupsController {
  constructor(private readonly backups: DjangoBackups) {}

  @Get()
  @Permit('records:read')
  @ApiOperation({ summary: 'Backups of the default source, the newest first', description: '200 a page.' })
  @ApiProblems('UNAUTHENTICATED', 'INVALID_PARAMETER', 'NOT_FOUND')
  async list(
    @CurrentCaller() caller: Caller,
    @Query() query: DjangoListQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<DjangoBackupResponse[]> {
    const { items, total } = await this.backups.list(caller, query.page);
    response.setHeader('X-Total-Count', String(total));
    return items.map((backup) => DjangoBackupResponse.of(backup));
  }

  @Post('create')
  @HttpCode(202)
  @Permit('backups:create')
  @ApiOperation({ summary: 'Back up the default source' })
  @ApiAcceptedResponse({ type: DjangoBackupStartedResponse })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'INVALID_PARAMETER', 'NOT_FOUND', 'SOURCE_BUSY')
  async create(
    @CurrentCaller() caller: Caller,
    @Body() request: DjangoCreateBackupRequest,
  ): Promise<DjangoBackupStartedResponse> {
    return this.backups.create(caller, request);
  }

  @Get(':id')
  @Permit('records:read')
  @ApiRecordNumber()
  @ApiOperation({ summary: 'One backup, with its metadata' })
  @ApiProblems('UNAUTHENTICATED', 'NOT_FOUND')
  async get(@CurrentCaller() caller: Caller, @RecordNumber() number: number): Promise<DjangoBackupResponse> {
    return DjangoBackupResponse.of(await this.backups.get(caller, number));
  }

  @Delete(':id/delete')
  @Permit('backups:manage')
  @ApiRecordNumber()
  @ApiOperation({ summary: 'Delete a backup and its files' })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'BACKUP_IN_USE', 'CONFLICT')
  async delete(@CurrentCaller() caller: Caller, @RecordNumber() number: number): Promise<DjangoDeletedResponse> {
    return this.backups.delete(caller, number);
  }

  @Post(':id/verify')
  @HttpCode(202)
  @Permit('backups:create')
  @ApiRecordNumber()
  @ApiOperation({ summary: 'Check the stored file, and read it through', description: 'The task tells `is_valid`.' })
  @ApiAcceptedResponse({ type: DjangoVerifyStartedResponse })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'BACKUP_NOT_READY', 'CONFLICT')
  async verify(@CurrentCaller() caller: Caller, @RecordNumber() number: number): Promise<DjangoVerifyStartedResponse> {
    return this.backups.verify(caller, number);
  }

  @Get(':id/logs')
  @Permit('records:read')
  @ApiRecordNumber()
  @ApiOperation({ summary: 'The log of a backup, oldest first', description: 'At most 1000 records at once.' })
  @ApiProblems('UNAUTHENTICATED', 'INVALID_PARAMETER', 'NOT_FOUND')
  async logs(
    @CurrentCaller() caller: Caller,
    @RecordNumber() number: number,
    @Query() query: DjangoLogsQuery,
  ): Promise<DjangoLogResponse[]> {
    return this.backups.logs(caller, number, query.after);
  }

  @Get(':id/download')
  @Permit('backups:download')
  @ApiRecordNumber()
  @ApiOperation({
    summary: 'The dump, as pg_restore reads it',
    description: 'In clear, as with the original: for admins. As it is stored: `GET /api/v1/backups/{id}/download`.',
  })
  @ApiProduces('application/octet-stream')
  @ApiProblems(
    ...(['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'BACKUP_NOT_READY'] as const),
    ...(['ARCHIVE_UNREADABLE', 'CHECKSUM_MISMATCH', 'KEY_UNAVAILABLE'] as const),
  )
  async download(
    @CurrentCaller() caller: Caller,
    @RecordNumber() number: number,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { status, headers, body } = await this.backups.download(caller, number, request.method === 'HEAD');
    response.status(status).set(headers);
    if (body === null) response.end();
    else await pipeline(body, response);
  }
}
