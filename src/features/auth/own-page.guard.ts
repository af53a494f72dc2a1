import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { contextOf } from '../../common/http/request-context.js';
import { ForgeryCheck } from './forgery-check.js';

/** Before a sign-in: it comes from a page of ours, or from no page at all. */
@Injectable()
export class OwnPageGuard implements CanActivate {
  constructor(private readonly forgery: ForgeryCheck) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    const requestContext = contextOf(request);
    const { auditsItself } = requestContext;
    requestContext.auditsItself = false; // a refusal here is written like any other
    this.forgery.assertOwnPage(request);
    requestContext.auditsItself = auditsItself;
    return true;
  }
}
