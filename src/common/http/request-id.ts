import type { NextFunction, Request, Response } from 'express';
import { v7 as uuidV7 } from 'uuid';
import { contextOf } from './request-context.js';

/** Takes the caller's `X-Request-Id` when it is harmless in a log, else makes one; it is answered in the same header. */
export function assignRequestId(request: Request, response: Response, next: NextFunction): void {
  const given = request.get('x-request-id');
  const requestId = given !== undefined && /^[\w.:-]{1,128}$/.test(given) ? given : uuidV7();
  contextOf(request).requestId = requestId;
  response.setHeader('X-Request-Id', requestId);
  next();
}
