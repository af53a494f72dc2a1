import { setTimeout as sleep } from 'node:timers/promises';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { AppError } from '../../common/app-error.js';
import { ROUTE_ACCESS, type RouteAccess } from '../../common/http/permit.decorator.js';
import { contextOf } from '../../common/http/request-context.js';
import type { Caller } from '../../common/caller.js';
import { assertMayDo, type Permission } from '../../common/permissions.js';
import { isAllowedTo, isMissingFor } from './allowed-to.js';
import { Credentials } from './credentials.js';
import { ForgeryCheck } from './forgery-check.js';
import { PresentedTokens } from './presented-tokens.js';
import { RequestLimits } from './request-limits.js';

/** A control database that is frozen or cut off answers nothing, without end; whoever calls is not kept waiting for it. */
const PATIENCE_MS = 5_000;

/** Stands before every route: it must say who may call it, and the caller must be one of those. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly credentials: Credentials,
    private readonly presented: PresentedTokens,
    private readonly forgery: ForgeryCheck,
    private readonly limits: RequestLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<RouteAccess | undefined>(ROUTE_ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access === undefined) throw new AppError('FORBIDDEN', 'This route does not say who may call it.');
    const request = context.switchToHttp().getRequest<Request>();
    const requestContext = contextOf(request);
    if (access.kind === 'public') {
      await this.limits.countAddress(request.ip ?? null);
      requestContext.auditsItself = true;
      return true;
    }

    const presented = this.presented.of(request);
    const origin = { address: request.ip ?? null, requestId: requestContext.requestId };
    const recognise = async () => (presented === null ? null : this.credentials.recognise(presented.token, origin));
    const caller = await inTime(recognise());
    if (presented === null || caller === null) {
      await this.limits.countAddress(request.ip ?? null);
      throw new AppError(
        'UNAUTHENTICATED',
        presented === null
          ? 'The request carries no access token.'
          : 'The access token is unknown, expired or revoked.',
        { hint: 'Sign in with POST /api/v1/auth/login and send Authorization: Bearer <accessToken>.' },
      );
    }
    requestContext.caller = caller;
    await this.limits.countCaller(caller);
    requestContext.callerNow = async () => {
      const now = await recognise();
      return now?.tenantId === caller.tenantId && isAllowedTo(now, access.permission) ? now : null;
    };
    if (presented.isCookie) this.forgery.assertIntended(request, presented.token);
    assertNothingMissing(caller, access.permission);
    assertMayDo(caller, access.permission);
    return true;
  }
}

function assertNothingMissing(caller: Caller, permission: Permission): void {
  switch (isMissingFor(caller, permission)) {
    case null:
      return;
    case 'password':
      throw new AppError('FORBIDDEN', 'The password that was given to you must be changed first.', {
        hint: 'Choose one of your own: POST /api/v1/auth/password with currentPassword and newPassword.',
      });
    case 'second factor':
      throw new AppError('FORBIDDEN', 'A second factor is required here, and you have none yet.', {
        hint: 'Set one up: POST /api/v1/auth/totp with your password, then POST /api/v1/auth/totp/confirm with a code of the app.',
      });
  }
}

/** Throws UNAVAILABLE when the control database cannot say who is calling. */
async function inTime<Result>(work: Promise<Result>): Promise<Result> {
  const late = new AbortController();
  try {
    return await Promise.race([
      work,
      sleep(PATIENCE_MS, undefined, { signal: late.signal, ref: false }).then(() => {
        throw new Error(`The control database did not answer within ${PATIENCE_MS} ms.`);
      }),
    ]);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('UNAVAILABLE', 'The control database does not answer, so nobody can be recognised.', {
      hint: 'Ask again soon; GET /api/v1/health says what is wrong.',
      retryAfterSeconds: 5,
      cause,
    });
  } finally {
    late.abort();
  }
}
