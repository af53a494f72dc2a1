import type { NextFunction, Request, Response } from 'express';
import { AppError } from '../app-error.js';
import { hasBody } from './body-limits.js';

/**
 * A body that is not read must not be taken for none: what somebody asked for in it would be left out without a word
 * (`curl -d` alone says that it sends a form). After the body parser, before every route.
 */
export function refuseOtherBodies(request: Request, _response: Response, next: NextFunction): void {
  next(
    hasBody(request) && request.is('json') === false && !isStreamed(request)
      ? notRead(request.get('content-type'))
      : undefined,
  );
}

/** The one route that reads its body itself. */
export function isStreamed(request: Request): boolean {
  const path = request.originalUrl.split('?', 1)[0]?.toLowerCase().replace(/\/+$/, '');
  return request.method === 'POST' && path === '/api/v1/backups/import' && request.is('multipart/form-data') !== false;
}

function notRead(type: string | undefined): AppError {
  const message =
    type === undefined ? 'The body has no Content-Type.' : `A body of the type ${type.slice(0, 100)} is not read.`;
  return new AppError('INVALID_PARAMETER', message, {
    hint: 'Send JSON in UTF-8, with Content-Type: application/json.',
    errors: [{ field: 'Content-Type', message: 'must be application/json' }],
  });
}
