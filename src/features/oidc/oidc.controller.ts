import { Controller, Get, HttpStatus, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { ApiProblems } from '../../common/http/api-docs.js';
import { Public } from '../../common/http/permit.decorator.js';
import { contextOf } from '../../common/http/request-context.js';
import { OidcBrowser } from './oidc-browser.js';
import { OidcSignIn } from './oidc-sign-in.js';

@ApiTags('auth')
@Controller('auth/oidc')
export class OidcController {
  constructor(
    private readonly signIn: OidcSignIn,
    private readonly browser: OidcBrowser,
  ) {}

  @Get()
  @Public()
  @ApiOperation({
    summary: 'Sends the browser to the provider of OpenID Connect, to sign in there',
    description: 'NOT_FOUND where the server’s file names none. docs/tasks/sign-in.md has what it takes.',
  })
  @ApiResponse({ status: 303, description: 'To the provider; the answer’s cookie must come back with the browser.' })
  @ApiProblems('NOT_FOUND', 'UNAVAILABLE')
  async begin(@Req() request: Request, @Res() response: Response): Promise<void> {
    try {
      const { url, kept } = await this.signIn.begin();
      this.browser.keep(response, kept);
      response.redirect(HttpStatus.SEE_OTHER, url);
    } catch (error) {
      this.browser.leadBack(request, response, error);
    }
  }

  @Get('callback')
  @Public()
  @ApiOperation({
    summary: 'Where the provider sends the browser back to: signs in, and leads to the admin page',
    description:
      'Takes what the provider adds (`code`, `state`, `iss`, or `error`), and the cookie of GET /auth/oidc. Whoever asks ' +
      'for a page (Accept: text/html) and is refused is led to the sign-in page, which says why.',
  })
  @ApiResponse({ status: 303, description: 'To the admin page, with the cookie of a session.' })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'UNAVAILABLE')
  async finish(@Req() request: Request, @Res() response: Response): Promise<void> {
    const kept = this.browser.takeBack(request, response);
    const query = request.originalUrl.split('?', 2)[1] ?? '';
    const origin = { address: request.ip ?? null, requestId: contextOf(request).requestId };
    try {
      this.browser.enter(response, await this.signIn.finish(query, kept, origin));
    } catch (error) {
      this.browser.leadBack(request, response, error);
    }
  }
}
