import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Caller } from '../../common/caller.js';
import { ApiPage, ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { Permit } from '../../common/http/permit.decorator.js';
import { UuidPipe } from '../../common/http/validation.js';
import { mapPage, type Page } from '../../common/pagination.js';
import { JobReference } from '../jobs/job-response.dto.js';
import { BackupAcceptance } from './backup-acceptance.js';
import { BackupContentsResponse } from './backup-contents.dto.js';
import {
  CreateBackupRequest,
  ListBackupsQuery,
  UpdateBackupRequest,
  VerifyBackupRequest,
} from './backup-requests.dto.js';
import { BackupResponse, DeletedBackupResponse, QueuedBackupResponse } from './backup-response.dto.js';
import { BackupsService } from './backups.service.js';

@ApiTags('backups')
@Controller('backups')
export class BackupsController {
  constructor(
    private readonly backups: BackupsService,
    private readonly acceptance: BackupAcceptance,
  ) {}

  @Post()
  @HttpCode(202)
  @Permit('backups:create')
  @ApiOperation({
    summary: 'Back up a source',
    description: 'Queues it. One job per source at a time: otherwise SOURCE_BUSY.',
  })
  @ApiAcceptedResponse({ type: QueuedBackupResponse })
  @ApiProblems(
    'UNAUTHENTICATED',
    'FORBIDDEN',
    'MISSING_PARAMETER',
    'INVALID_PARAMETER',
    'NOT_FOUND',
    'SOURCE_BUSY',
    'QUOTA_EXCEEDED',
  )
  async create(
    @CurrentCaller() caller: Caller,
    @Body() request: CreateBackupRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<QueuedBackupResponse> {
    const { backup, job } = await this.acceptance.create(caller, request);
    response.location(`/api/v1/backups/${backup.id}`);
    return { backup: BackupResponse.of(backup), jobId: job.id };
  }

  @Get()
  @Permit('records:read')
  @ApiOperation({
    summary: 'Backups, the newest first',
    description: 'Sort by createdAt, name, storedBytes or durationMs.',
  })
  @ApiPage(BackupResponse)
  @ApiProblems('UNAUTHENTICATED', 'INVALID_PARAMETER')
  async list(@CurrentCaller() caller: Caller, @Query() query: ListBackupsQuery): Promise<Page<BackupResponse>> {
    return mapPage(await this.backups.list(caller, query), (backup) => BackupResponse.of(backup));
  }

  @Get(':id')
  @Permit('records:read')
  @ApiOperation({ summary: 'One backup, with its proof' })
  @ApiProblems('UNAUTHENTICATED', 'NOT_FOUND', 'INVALID_PARAMETER')
  async get(@CurrentCaller() caller: Caller, @Param('id', UuidPipe) id: string): Promise<BackupResponse> {
    return BackupResponse.of(await this.backups.get(caller, id));
  }

  @Get(':id/contents')
  @Permit('records:read')
  @ApiOperation({
    summary: 'What a backup holds: schemas, tables with rows and bytes, other objects by name',
    description: 'As recorded when it was made. Of older backups it is derived; `notRecorded` names what is null then.',
  })
  @ApiProblems('UNAUTHENTICATED', 'NOT_FOUND', 'INVALID_PARAMETER', 'BACKUP_NOT_READY')
  async contents(@CurrentCaller() caller: Caller, @Param('id', UuidPipe) id: string): Promise<BackupContentsResponse> {
    const { contents, isDerived } = await this.backups.contents(caller, id);
    return BackupContentsResponse.of(id, contents, isDerived);
  }

  @Patch(':id')
  @Permit('backups:manage')
  @ApiOperation({ summary: 'Rename, describe, tag or pin a backup' })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'INVALID_PARAMETER')
  async update(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidPipe) id: string,
    @Body() request: UpdateBackupRequest,
  ): Promise<BackupResponse> {
    return BackupResponse.of(await this.backups.update(caller, id, request));
  }

  @Delete(':id')
  @Permit('backups:manage')
  @ApiOperation({ summary: 'Delete a backup and its objects', description: 'Refused while it is pinned or in use.' })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'INVALID_PARAMETER', 'BACKUP_IN_USE', 'CONFLICT')
  async delete(@CurrentCaller() caller: Caller, @Param('id', UuidPipe) id: string): Promise<DeletedBackupResponse> {
    return this.backups.delete(caller, id);
  }

  @Post(':id/verify')
  @HttpCode(202)
  @Permit('backups:create')
  @ApiOperation({
    summary: 'Check what lies in the store',
    description: 'Queues it, one at a time. The outcome raises `proof`, or sets `corrupted` with its error.',
  })
  @ApiAcceptedResponse({ type: JobReference })
  @ApiProblems(
    ...(['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'INVALID_PARAMETER'] as const),
    ...(['BACKUP_NOT_READY', 'SOURCE_BUSY', 'CONFLICT'] as const),
  )
  async verify(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidPipe) id: string,
    @Body() request: VerifyBackupRequest,
  ): Promise<JobReference> {
    const job = await this.backups.verify(caller, id, request.level ?? 'decoded');
    return { jobId: job.id };
  }

  @Post(':id/cancel')
  @HttpCode(202)
  @Permit('backups:create')
  @ApiOperation({ summary: 'Stop what is running for a backup' })
  @ApiAcceptedResponse({ type: BackupResponse })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'INVALID_PARAMETER', 'CONFLICT')
  async cancel(@CurrentCaller() caller: Caller, @Param('id', UuidPipe) id: string): Promise<BackupResponse> {
    return BackupResponse.of(await this.backups.cancel(caller, id));
  }
}
