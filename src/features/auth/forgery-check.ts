import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { AppError } from '../../common/app-error.js';
import { Settings } from '../../config/settings.js';
import { isCsrfToken } from './csrf-token.js';
import { isForeign } from './own-origin.js';

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/** Keeps out what another site's page makes a browser ask for. Throws CSRF_FAILED. */
@Injectable()
export class ForgeryCheck {
  constructor(private readonly settings: Settings) {}

  /** For a sign-in: nobody may be signed in, unknowing, as somebody else. */
  assertOwnPage(request: Request): void {
    const page = { origin: request.get('origin'), referer: request.get('referer') };
    this.assertOwn(page, request);
  }

  /** For a request that came with the cookie. What changes something also needs the token of its session. */
  assertIntended(request: Request, accessToken: string): void {
    const isSafe = SAFE_METHODS.includes(request.method);
    // A link on any page may lead to what is only read; the cookie is not sent along with that anyway.
    const referer = isSafe ? undefined : request.get('referer');
    this.assertOwn({ origin: request.get('origin'), referer }, request);
    if (isSafe || isCsrfToken(request.get('x-csrf-token') ?? '', accessToken)) return;
    throw new AppError('CSRF_FAILED', 'The request came with the session’s cookie, and without its X-CSRF-Token.', {
      hint: 'Send csrfToken of GET /api/v1/auth/me as X-CSRF-Token, or Authorization: Bearer <accessToken>.',
    });
  }

  private assertOwn(page: { origin: string | undefined; referer: string | undefined }, request: Request): void {
    const { localAddress: address, localPort: port } = request.socket;
    if (!isForeign(page, { address, port }, this.settings.publicUrl)) return;
    throw new AppError('CSRF_FAILED', 'The request comes from a page of another origin.', {
      hint:
        this.settings.publicUrl === null
          ? 'If this is the address that Backstitch is reached at, whoever runs the server must set PUBLIC_URL to it.'
          : 'Backstitch is used at the address of PUBLIC_URL.',
    });
  }
}
