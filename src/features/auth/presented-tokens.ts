import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Settings } from '../../config/settings.js';
import { parseToken } from './access-token.js';
import { bearerToken } from './bearer-token.js';
import { type BrowserCookie, browserCookie, clearCookie, readCookie, setCookie } from './browser-cookie.js';

export interface PresentedToken {
  token: string;
  /** The browser sent it by itself, with whatever request some page made it send. */
  isCookie: boolean;
}

/** The token that a request comes with: in `Authorization: Bearer`, or in the cookie of a session. */
@Injectable()
export class PresentedTokens {
  private readonly cookie: BrowserCookie;

  constructor({ publicUrl }: Settings) {
    this.cookie = sessionCookie(publicUrl);
  }

  /**
   * A bearer token wins, even one that is worth nothing: whoever sends it means it. An API key is none that a cookie may
   * hold. null when there is none.
   */
  of(request: Request): PresentedToken | null {
    const bearer = bearerToken(request);
    if (bearer !== null) return { token: bearer, isCookie: false };
    const token = readCookie(request, this.cookie);
    return token === null || parseToken(token) === null ? null : { token, isCookie: true };
  }

  setCookie(response: Response, accessToken: string, seconds: number): void {
    setCookie(response, this.cookie, accessToken, seconds);
  }

  clearCookie(response: Response): void {
    clearCookie(response, this.cookie);
  }
}

/**
 * Strict: no page of another site makes a browser send it, not even by a link. The admin page is a static one that asks
 * the API by itself, so that whoever comes by a link is signed in all the same.
 */
export function sessionCookie(publicUrl: string | null): BrowserCookie {
  return browserCookie('backstitch_session', publicUrl?.startsWith('https:') === true, 'strict');
}
