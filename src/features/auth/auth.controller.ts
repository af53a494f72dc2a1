import { Body, Controller, Get, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Caller } from '../../common/caller.js';
import { ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { Permit, Public } from '../../common/http/permit.decorator.js';
import { contextOf } from '../../common/http/request-context.js';
import { LoginDto, LoginResultDto, LogoutResultDto, MeDto } from './auth.dto.js';
import { Auth } from './auth.js';
import { OwnPageGuard } from './own-page.guard.js';
import { PresentedTokens } from './presented-tokens.js';
import { SESSION_SECONDS } from './sessions.js';

@ApiTags('auth')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly auth: Auth,
    private readonly presented: PresentedTokens,
  ) {}

  /**
   * Signs in with an e-mail address and a password. Ten failures in 15 minutes close the way for the rest of them.
   *
   * The answer also sets the cookie of the session, for browsers (HttpOnly, SameSite=Strict; Secure and `__Host-` where
   * PUBLIC_URL is https). A request from a page of another origin is CSRF_FAILED.
   */
  @Post('login')
  @HttpCode(200)
  @Public()
  @UseGuards(OwnPageGuard)
  @ApiProblems('MISSING_PARAMETER', 'INVALID_PARAMETER', 'UNAUTHENTICATED', 'CSRF_FAILED', 'RATE_LIMITED')
  async login(
    @Body() body: LoginDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<LoginResultDto> {
    const origin = { address: request.ip ?? null, requestId: contextOf(request).requestId };
    const result = await this.auth.login(body, origin);
    this.presented.setCookie(response, result.accessToken, SESSION_SECONDS);
    return result;
  }

  /** Ends the session that the request comes with; its token is worth nothing from then on, and its cookie is cleared. */
  @Post('logout')
  @HttpCode(200)
  @Permit('account:manage')
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN')
  async logout(
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<LogoutResultDto> {
    const result = await this.auth.logout(caller);
    this.presented.clearCookie(response);
    return result;
  }

  /** Who is calling, and what a page sends as X-CSRF-Token with every request that changes something. */
  @Get('me')
  @Permit('session:own')
  @ApiProblems('UNAUTHENTICATED')
  me(@CurrentCaller() caller: Caller, @Req() request: Request): Promise<MeDto> {
    return this.auth.me(caller, this.presented.of(request));
  }
}
