import { pipeline } from 'node:stream/promises';
import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Caller } from '../../common/caller.js';
import { ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { Permit, Public } from '../../common/http/permit.decorator.js';
import { contextOf } from '../../common/http/request-context.js';
import { UuidPipe } from '../../common/http/validation.js';
import { BackupDownload } from './backup-download.js';
import { DownloadUrlRequest, LinkQuery } from './backup-requests.dto.js';
import { DownloadUrlResponse } from './backup-response.dto.js';
import { DownloadLinks } from './download-links.js';

@ApiTags('backups')
@Controller()
export class DownloadLinksController {
  constructor(
    private readonly links: DownloadLinks,
    private readonly downloads: BackupDownload,
  ) {}

  @Post('backups/:id/download-url')
  @HttpCode(200)
  @Permit('backups:download')
  @ApiOperation({
    summary: 'A link to an artifact, for whoever has it, for an hour',
    description:
      'It gives the artifact as it is stored (encrypted), without any other credential. It ends when the backup is ' +
      'deleted, when whoever made it may not download any more, and when the API key that made it is revoked.',
  })
  @ApiProblems(
    'UNAUTHENTICATED',
    'FORBIDDEN',
    'NOT_FOUND',
    'INVALID_PARAMETER',
    'MISSING_PARAMETER',
    'BACKUP_NOT_READY',
  )
  @ApiOkResponse({ type: DownloadUrlResponse })
  async make(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidPipe) id: string,
    @Body() request: DownloadUrlRequest,
  ): Promise<DownloadUrlResponse> {
    return this.links.make(caller, id, request.artifact);
  }

  @Get('downloads/:id')
  @Public()
  @ApiOperation({
    summary: 'What a link leads to',
    description: 'The bytes of an artifact as they lie in the store: `ETag` is the SHA-256; `Range` is honoured.',
  })
  @ApiProduces('application/octet-stream')
  @ApiProblems(
    'UNAUTHENTICATED',
    'INVALID_PARAMETER',
    'RANGE_NOT_SATISFIABLE',
    'ARCHIVE_UNREADABLE',
    'CHECKSUM_MISMATCH',
  )
  async follow(
    @Param('id', UuidPipe) id: string,
    @Query() query: LinkQuery,
    @Headers() headers: Record<string, string | undefined>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const origin = { address: request.ip ?? null, requestId: contextOf(request).requestId };
    const opened = await this.links.open(id, query.signature ?? '', origin);
    const {
      status,
      headers: answered,
      body,
    } = await this.downloads.openLinked(opened, origin, {
      range: headers.range,
      ifNoneMatch: headers['if-none-match'],
      ifRange: headers['if-range'],
      isHead: request.method === 'HEAD',
    });
    response.status(status).set(answered);
    if (body === null) response.end();
    else await pipeline(body, response);
  }
}
