import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Caller } from '../../common/caller.js';
import { ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { Permit } from '../../common/http/permit.decorator.js';
import { LiveChangeEvent, LiveHelloEvent, LiveProgressEvent, LiveResyncEvent } from './live-events.js';
import { LiveStreams } from './live-streams.js';

@ApiTags('events')
@Controller('events')
export class LiveController {
  constructor(private readonly streams: LiveStreams) {}

  @Get()
  @Permit('records:read')
  @ApiOperation({
    summary: 'What changes, live',
    description:
      'One stream of server-sent events for everything that you may see: `hello` (LiveHelloEvent) first, `change` ' +
      '(LiveChangeEvent) within a second of a commit, `progress` (LiveProgressEvent) of running jobs once a second, `resync` ' +
      '(LiveResyncEvent) when changes may have been missed, and an empty `beat` every 15 s, by whose silence a connection is known that is only ' +
      'half there. They say what to read again, not what it says now. After a ' +
      'reconnect read again what you show; nothing is replayed. It lasts until you go or sign out.',
  })
  @ApiExtraModels(LiveHelloEvent, LiveChangeEvent, LiveProgressEvent, LiveResyncEvent)
  @ApiProduces('text/event-stream')
  @ApiOkResponse({
    schema: {
      type: 'string',
      example: 'event: hello\ndata: {"at":"2026-11-22T03:00:00.000Z"}\n\n',
    },
  })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'RATE_LIMITED', 'UNAVAILABLE')
  async events(@CurrentCaller() caller: Caller, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.streams.open(caller, request, response);
  }
}
