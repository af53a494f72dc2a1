import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../common/caller.js';
import { ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { Permit } from '../../common/http/permit.decorator.js';
import { ChangePasswordRequest, EndedSessionsResponse } from './password-change.dto.js';
import { PasswordChange } from './password-change.js';

@ApiTags('auth')
@Controller('auth/password')
export class PasswordController {
  constructor(private readonly passwords: PasswordChange) {}

  @Post()
  @HttpCode(200)
  @Permit('account:manage')
  @ApiOperation({
    summary: 'Change one’s own password',
    description: 'Ends all other sessions. Wrong guesses at the current one count as those at sign-in do.',
  })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'MISSING_PARAMETER', 'INVALID_PARAMETER', 'CONFLICT', 'RATE_LIMITED')
  async change(
    @CurrentCaller() caller: Caller,
    @Body() request: ChangePasswordRequest,
  ): Promise<EndedSessionsResponse> {
    return { endedSessions: await this.passwords.change(caller, request) };
  }
}
