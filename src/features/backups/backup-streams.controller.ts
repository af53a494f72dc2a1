import { pipeline } from 'node:stream/promises';
import { Controller, Get, Headers, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Caller } from '../../common/caller.js';
import { ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { Permit } from '../../common/http/permit.decorator.js';
import { UuidPipe } from '../../common/http/validation.js';
import { ActivityController } from '../activity/activity.controller.js';
import { BackupActivity } from './backup-activity.js';
import { BackupDownload } from './backup-download.js';
import { DownloadQuery } from './backup-requests.dto.js';

/** What of a backup is a stream: its log, live, and its bytes. */
@ApiTags('backups')
@Controller('backups/:id')
export class BackupStreamsController extends ActivityController {
  constructor(
    protected readonly activity: BackupActivity,
    private readonly downloads: BackupDownload,
  ) {
    super();
  }

  @Get('download')
  @Permit('backups:download')
  @ApiOperation({
    summary: 'The bytes of an artifact',
    description:
      'As they lie in the store, encrypted: `ETag` is the SHA-256; `Range` is honoured. With `decrypt=true` (admins, audited) ' +
      'the plain archive for pg_restore, without `ETag`, `Range` and length; where something is wrong with it, the ' +
      'connection breaks before its end.',
  })
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @ApiResponse({
    status: 206,
    description: 'The part that `Range` names.',
    schema: { type: 'string', format: 'binary' },
  })
  @ApiResponse({ status: 304, description: 'What `If-None-Match` names is what lies there.' })
  @ApiProblems(
    'UNAUTHENTICATED',
    'FORBIDDEN',
    'NOT_FOUND',
    'INVALID_PARAMETER',
    'MISSING_PARAMETER',
    'RANGE_NOT_SATISFIABLE',
    'BACKUP_NOT_READY',
    'ARCHIVE_UNREADABLE',
    'CHECKSUM_MISMATCH',
    'KEY_UNAVAILABLE',
  )
  async download(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidPipe) id: string,
    @Query() query: DownloadQuery,
    @Headers() headers: Record<string, string | undefined>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const {
      status,
      headers: answered,
      body,
    } = await this.downloads.open(caller, id, {
      artifactId: query.artifact,
      range: headers.range,
      ifNoneMatch: headers['if-none-match'],
      ifRange: headers['if-range'],
      isDecrypted: query.decrypt === 'true',
      isHead: request.method === 'HEAD',
    });
    response.status(status).set(answered);
    if (body === null) response.end();
    else await pipeline(body, response);
  }
}
