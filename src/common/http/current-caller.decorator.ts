import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { AppError } from '../app-error.js';
import type { Caller } from '../caller.js';
import { contextOf } from './request-context.js';

/** The Caller whom the guard recognised. On a public route there is none, and asking for one is refused. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = contextOf(context.switchToHttp().getRequest<Request>());
  if (caller === null) throw new AppError('UNAUTHENTICATED', 'No caller is known for this request.');
  return caller;
});
