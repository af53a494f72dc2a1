import { pipeline } from 'node:stream/promises';
import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Caller } from '../../common/caller.js';
import { csvHeaders } from '../../common/csv.js';
import { ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { Permit } from '../../common/http/permit.decorator.js';
import { BackupExport } from './backup-export.js';
import { ExportBackupsQuery } from './backup-requests.dto.js';

@ApiTags('backups')
@Controller('backups/export.csv')
export class BackupExportController {
  constructor(private readonly exports: BackupExport) {}

  @Get()
  @Permit('records:read')
  @ApiOperation({
    summary: 'All backups as a table (CSV)',
    description:
      'With the filters and the order of the list; streamed, however many there are. What a spreadsheet would take for a ' +
      'formula has an apostrophe before it. Where something goes wrong on the way, the connection breaks before the end.',
  })
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  @ApiProblems('UNAUTHENTICATED', 'INVALID_PARAMETER')
  async export(
    @CurrentCaller() caller: Caller,
    @Query() query: ExportBackupsQuery,
    @Res() response: Response,
  ): Promise<void> {
    const table = await this.exports.open(caller, query);
    response.set(csvHeaders('backups.csv'));
    await pipeline(table, response);
  }
}
