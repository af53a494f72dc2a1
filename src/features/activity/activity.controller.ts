import { Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiProduces } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Caller } from '../../common/caller.js';
import { ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { Permit } from '../../common/http/permit.decorator.js';
import { UuidPipe } from '../../common/http/validation.js';
import { LogPageDto, LogQuery } from './activity.dto.js';
import type { RecordActivity } from './record-activity.js';

/** The log of a record, and the same live. Whose records they are, and under which path, says the class that extends it. */
export abstract class ActivityController {
  protected abstract readonly activity: RecordActivity;

  @Get('logs')
  @Permit('records:read')
  @ApiOperation({ summary: 'The log, oldest first' })
  @ApiProblems('UNAUTHENTICATED', 'NOT_FOUND', 'INVALID_PARAMETER')
  async logs(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidPipe) id: string,
    @Query() query: LogQuery,
  ): Promise<LogPageDto> {
    return this.activity.logs(caller, id, query);
  }

  @Get('events')
  @Permit('records:read')
  @ApiOperation({
    summary: 'The log, the progress and the status, live',
    description:
      'Server-sent events `log`, `progress`, `status`; `Last-Event-ID` resumes without a gap. Ends after the final status; a reconnect then gets 204.',
  })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ schema: { type: 'string' } })
  @ApiNoContentResponse({ description: 'It has ended, and everything was sent.' })
  @ApiProblems('UNAUTHENTICATED', 'NOT_FOUND', 'INVALID_PARAMETER', 'RATE_LIMITED')
  async events(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidPipe) id: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.activity.stream(caller, id, request, response);
  }
}
