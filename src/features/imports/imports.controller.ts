import { Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Caller } from '../../common/caller.js';
import { ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { drainBody } from '../../common/http/drain-body.js';
import { contextOf } from '../../common/http/request-context.js';
import { Permit } from '../../common/http/permit.decorator.js';
import { StreamedBody } from '../../common/http/streamed-body.js';
import { BackupResponse, QueuedBackupResponse } from '../backups/backup-response.dto.js';
import { readFormDigest } from './form-digest.js';
import { ImportForm } from './import-requests.dto.js';
import { ImportsService } from './imports.service.js';

@ApiTags('backups')
@Controller('backups/import')
export class ImportsController {
  constructor(private readonly imports: ImportsService) {}

  @Post()
  @HttpCode(202)
  @Permit('backups:create')
  @StreamedBody(readFormDigest)
  @ApiOperation({
    summary: 'Upload a dump as a backup of a source',
    description:
      'A dump of pg_dump in the custom format (-Fc), the tar format (-Ft) or the directory format (-Fd, packed by tar), ' +
      'plain, gzipped (.gz) or by zstd (.zst), or an artifact of ours; told by its content, never by its name. It is queued when it is here whole; the job reads it from end to end, and a backup that ' +
      'is not what it should be ends as failed. `trusted` is false unless a manifest that this instance signed, for this ' +
      'tenant, comes with it and agrees.',
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: ImportForm })
  @ApiAcceptedResponse({ type: QueuedBackupResponse })
  @ApiProblems(
    ...(['UNAUTHENTICATED', 'FORBIDDEN', 'MISSING_PARAMETER', 'INVALID_PARAMETER', 'NOT_FOUND'] as const),
    ...(['PAYLOAD_TOO_LARGE', 'QUOTA_EXCEEDED', 'DISK_FULL'] as const),
  )
  async create(
    @CurrentCaller() caller: Caller,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<QueuedBackupResponse> {
    try {
      const context = contextOf(request);
      const { backup, job } = await this.imports.import(caller, request, {
        isStillSignedIn: async () => ((await context.callerNow?.()) ?? null) !== null,
        onWhole: (digest) => {
          context.bodyDigest = digest;
        },
        onRefused: () => {
          context.bodyDigest = null;
        },
      });
      response.location(`/api/v1/backups/${backup.id}`);
      return { backup: BackupResponse.of(backup), jobId: job.id };
    } catch (error) {
      drainBody(request);
      throw error;
    }
  }
}
