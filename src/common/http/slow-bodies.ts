import type { NextFunction, Request, Response } from 'express';
import { isStreamed } from './json-bodies.js';

/** As long as Node itself would give a whole request. */
const BODY_MS = 300_000;

/**
 * A body must be here in time, or its connection is closed. Node has one limit for all requests, and an upload may take
 * hours: so that limit is off, and the one route that streams its body looks after its own client.
 */
export function closeSlowBodies(request: Request, _response: Response, next: NextFunction): void {
  if (!isStreamed(request)) {
    const timer = setTimeout(() => {
      if (!request.complete) request.socket.end('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n');
    }, BODY_MS).unref();
    request.once('close', () => {
      clearTimeout(timer);
    });
  }
  next();
}
