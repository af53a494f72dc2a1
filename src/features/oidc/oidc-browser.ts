import { HttpStatus, Injectable, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AppError } from '../../common/app-error.js';
import { contextOf } from '../../common/http/request-context.js';
import { Settings } from '../../config/settings.js';
import { type BrowserCookie, browserCookie, clearCookie, readCookie, setCookie } from '../auth/browser-cookie.js';
import { PresentedTokens } from '../auth/presented-tokens.js';
import { SESSION_SECONDS, type StartedSession } from '../auth/sessions.js';
import { ATTEMPT_SECONDS } from './oidc-sign-in.js';

/** What a browser keeps while somebody signs in at the provider, and where it is led afterwards. */
@Injectable()
export class OidcBrowser {
  private readonly logger = new Logger(OidcBrowser.name);
  private readonly cookie: BrowserCookie;
  private readonly home: string;

  constructor(
    { publicUrl }: Settings,
    private readonly presented: PresentedTokens,
  ) {
    // Lax: it must come along when the provider's page leads back to us.
    this.cookie = browserCookie('backstitch_oidc', publicUrl?.startsWith('https:') === true, 'lax');
    // Always there: an address to go on to, given by whoever made the link, could lead anywhere.
    this.home = `${publicUrl ?? ''}/admin/`;
  }

  keep(response: Response, kept: string): void {
    setCookie(response, this.cookie, kept, ATTEMPT_SECONDS);
  }

  /** Used once, whatever comes of it. null: it has none. */
  takeBack(request: Request, response: Response): string | null {
    clearCookie(response, this.cookie);
    return readCookie(request, this.cookie);
  }

  enter(response: Response, { accessToken }: StartedSession): void {
    this.presented.setCookie(response, accessToken, SESSION_SECONDS);
    response.redirect(HttpStatus.SEE_OTHER, this.home);
  }

  /**
   * A person who is refused stands before a page, and not before a problem in JSON: the sign-in page says why. By code alone:
   * words that an address carries could be anybody's. Throws what went wrong to whoever wants no page.
   */
  leadBack(request: Request, response: Response, error: unknown): void {
    if (!(error instanceof AppError) || request.accepts('json', 'html') !== 'html') throw error;
    const { requestId } = contextOf(request);
    this.logger.warn({ requestId, code: error.code }, error.message);
    const why = new URLSearchParams({ refused: error.code, request: requestId });
    response.redirect(HttpStatus.SEE_OTHER, `${this.home}login?${why.toString()}`);
  }
}
