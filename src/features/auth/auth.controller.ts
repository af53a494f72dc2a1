import { Body, Controller, Get, HttpCode, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import type { Caller } from '../../common/caller.js';
import { ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { Permit, Public } from '../../common/http/permit.decorator.js';
import { contextOf } from '../../common/http/request-context.js';
import { LoginDto, LoginResultDto, LogoutResultDto, UserDto } from './auth.dto.js';
import { Auth } from './auth.js';

@ApiTags('auth')
@Controller('auth')
export class AuthController {
  constructor(private readonly auth: Auth) {}

  /** Signs in with an e-mail address and a password. Ten failures in 15 minutes close the way for the rest of them. */
  @Post('login')
  @HttpCode(200)
  @Public()
  @ApiProblems('MISSING_PARAMETER', 'INVALID_PARAMETER', 'UNAUTHENTICATED', 'RATE_LIMITED')
  login(@Body() body: LoginDto, @Req() request: Request): Promise<LoginResultDto> {
    return this.auth.login(body, { address: request.ip ?? null, requestId: contextOf(request).requestId });
  }

  /** Ends the session of the access token that is sent; it is worth nothing from then on. */
  @Post('logout')
  @HttpCode(200)
  @Permit('account:manage')
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN')
  logout(@CurrentCaller() caller: Caller): Promise<LogoutResultDto> {
    return this.auth.logout(caller);
  }

  /** Who is calling. */
  @Get('me')
  @Permit('session:own')
  @ApiProblems('UNAUTHENTICATED')
  me(@CurrentCaller() caller: Caller): Promise<UserDto> {
    return this.auth.me(caller);
  }
}
