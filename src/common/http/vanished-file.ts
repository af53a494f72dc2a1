import { NotFoundException } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';

/** What was said of a file before it was opened; above all that it may be kept for a year. */
const SAID_OF_IT = [
  'Accept-Ranges',
  'Cache-Control',
  'Content-Encoding',
  'Content-Length',
  'Content-Range',
  'Content-Type',
  'ETag',
  'Last-Modified',
];

/** After a handler that serves files: one that vanished while it was asked for (a build is renewed) is not there. */
export function answerVanished(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  if (response.headersSent || !isOfAbsentFile(error)) {
    next(error);
    return;
  }
  forgetFile(response);
  next(new NotFoundException());
}

export function forgetFile(response: Response): void {
  for (const name of SAID_OF_IT) response.removeHeader(name);
}

function isOfAbsentFile(error: unknown): boolean {
  return error instanceof Error && 'status' in error && error.status === 404;
}
