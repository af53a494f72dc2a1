import { HttpException } from '@nestjs/common';
import { AppError } from '../app-error.js';
import { ERROR_CODES, type ErrorCode } from '../error-codes.js';

/** RFC 9457 with our additions (api.md, "Answers"). */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ErrorCode;
  hint?: string;
  instance: string;
  requestId: string;
  errors?: { field: string; message: string }[];
}

export function toProblem(error: AppError, at: { instance: string; requestId: string }): Problem {
  const { status, title } = ERROR_CODES[error.code];
  return {
    type: `urn:backstitch:problem:${error.code.toLowerCase().replaceAll('_', '-')}`,
    title,
    status,
    detail: error.message,
    code: error.code,
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    instance: at.instance,
    requestId: at.requestId,
    ...(error.errors === undefined ? {} : { errors: error.errors }),
  };
}

/** Whatever was thrown as an AppError. What nobody expected says nothing about itself to a client; it stays the cause. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  switch (statusOf(thrown)) {
    case 400:
    case 415:
      return new AppError('INVALID_PARAMETER', 'The request cannot be read.', {
        hint: 'Bodies are JSON in UTF-8 with Content-Type: application/json; paths are percent-encoded.',
        cause: thrown,
      });
    case 404:
      return new AppError('NOT_FOUND', 'There is nothing at this address.', {
        hint: 'The routes are listed at /api/docs.',
        cause: thrown,
      });
    case 413:
      return new AppError('PAYLOAD_TOO_LARGE', 'The body is larger than this route takes.', {
        hint: 'JSON bodies may have 1 MB.',
        cause: thrown,
      });
    default:
      return new AppError('INTERNAL_ERROR', 'Something went wrong on our side.', {
        hint: 'The log of the server has the details under this requestId.',
        cause: thrown,
      });
  }
}

/** Nest's own exceptions, and those of the body parser, carry a status. Nothing else is believed. */
function statusOf(thrown: unknown): number {
  if (thrown instanceof HttpException) return thrown.getStatus();
  if (thrown instanceof Error && 'expose' in thrown && thrown.expose === true && 'status' in thrown) {
    return Number(thrown.status);
  }
  return 500;
}
