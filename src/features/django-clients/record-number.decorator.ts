import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import type { Request } from 'express';
import { nothingHere } from './django-records.js';

/**
 * The original's `<int:id>`: what is no number is no address. From the request itself, because a parameter that is declared
 * a number has become one before any pipe sees it: 0x10, 1e1, a blank.
 */
export const RecordNumber = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const { id } = context.switchToHttp().getRequest<Request>().params;
  if (typeof id !== 'string' || !/^\d{1,9}$/.test(id)) throw nothingHere();
  return Number(id);
});

export const ApiRecordNumber = (): MethodDecorator =>
  applyDecorators(ApiParam({ name: 'id', type: 'integer', description: 'Its number.', example: 1 }));
