import type { Request, RequestHandler, Response } from 'express';
import { hasBody } from './body-limits.js';
import { isStreamed } from './json-bodies.js';
import { toProblem } from './problem.js';
import { contextOf } from './request-context.js';
import { notInTime } from './unreadable-requests.js';

export interface BodyTimes {
  /** What a body has to arrive whole. */
  arrivesWithinMs: number;
  /** How long a client may go on sending after it was answered, so that it reads the answer before the connection is cut. */
  lingerMs: number;
}

/**
 * A body that never ends holds a connection, and not for long: it has a minute, and what a client goes on sending after its
 * answer is dropped for a moment only. Node has one limit for all requests, and an upload may take hours: so that limit is
 * off, and the one route that streams its body looks after its own client. Before the body parser.
 */
export function limitSlowBodies(times: BodyTimes = { arrivesWithinMs: 60_000, lingerMs: 5_000 }): RequestHandler {
  return (request, response, next) => {
    if (!hasBody(request)) {
      next();
      return;
    }
    const { socket } = request;
    let timer = setTimeout(() => {
      if (request.complete) return;
      if (response.headersSent) socket.destroySoon();
      else giveUp(request, response);
    }, times.arrivesWithinMs);
    const stopWaiting = (): void => {
      clearTimeout(timer);
    };
    if (isStreamed(request)) stopWaiting();
    request.once('end', stopWaiting).once('close', stopWaiting);
    response.once('finish', () => {
      stopWaiting();
      if (!request.complete) timer = setTimeout(() => socket.destroy(), times.lingerMs);
    });
    next();
  };
}

/** Answers as to a head that does not arrive, and closes. What still comes is no part of a request: no route sees it. */
function giveUp(request: Request, response: Response): void {
  request.pause();
  const instance = request.originalUrl.split('?', 1)[0] ?? '/';
  const problem = toProblem(notInTime(), { instance, requestId: contextOf(request).requestId });
  response
    .status(problem.status)
    .set({ Connection: 'close', 'Cache-Control': 'no-store' })
    .type('application/problem+json')
    .send(JSON.stringify(problem));
}
