import { Controller, Delete, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../common/caller.js';
import { ApiPage, ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { Permit } from '../../common/http/permit.decorator.js';
import { UuidPipe } from '../../common/http/validation.js';
import { mapPage, type Page } from '../../common/pagination.js';
import { EndedSessionsResponse } from './password-change.dto.js';
import { ListSessionsQuery, SessionResponse, SessionsOfQuery } from './session-list.dto.js';
import { SessionList } from './session-list.js';

@ApiTags('auth')
@Controller('sessions')
export class SessionsController {
  constructor(private readonly sessions: SessionList) {}

  @Get()
  @Permit('account:manage')
  @ApiOperation({
    summary: 'Where one is signed in',
    description:
      'Sessions that last. Those who manage people see those of theirs by `userId`. Sort by createdAt, expiresAt or lastUsedAt.',
  })
  @ApiPage(SessionResponse)
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'INVALID_PARAMETER')
  async list(@CurrentCaller() caller: Caller, @Query() query: ListSessionsQuery): Promise<Page<SessionResponse>> {
    return mapPage(await this.sessions.list(caller, query), (one) => SessionResponse.of(one, caller.credentialId));
  }

  @Delete()
  @Permit('account:manage')
  @ApiOperation({
    summary: 'Sign out everywhere else',
    description: 'Ends all sessions but this one; by `userId`, all of a person whom one manages.',
  })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'INVALID_PARAMETER')
  async endOthers(@CurrentCaller() caller: Caller, @Query() query: SessionsOfQuery): Promise<EndedSessionsResponse> {
    return { endedSessions: await this.sessions.endOthers(caller, query) };
  }

  @Delete(':id')
  @Permit('account:manage')
  @ApiOperation({
    summary: 'End a session',
    description: 'Its token is worth nothing from now on; its event streams end with their next heartbeat.',
  })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'INVALID_PARAMETER')
  async end(@CurrentCaller() caller: Caller, @Param('id', UuidPipe) id: string): Promise<EndedSessionsResponse> {
    await this.sessions.end(caller, id);
    return { endedSessions: 1 };
  }
}
