import { HttpStatus, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Settings } from '../../config/settings.js';
import { type BrowserCookie, browserCookie, clearCookie, readCookie, setCookie } from '../auth/browser-cookie.js';
import { PresentedTokens } from '../auth/presented-tokens.js';
import { SESSION_SECONDS, type StartedSession } from '../auth/sessions.js';
import { ATTEMPT_SECONDS } from './oidc-sign-in.js';

/** What a browser keeps while somebody signs in at the provider, and where it is led afterwards. */
@Injectable()
export class OidcBrowser {
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
}
