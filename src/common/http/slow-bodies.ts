import type { RequestHandler } from 'express';
import { hasBody } from './body-limits.js';
import { isStreamed } from './json-bodies.js';

export interface BodyTimes {
  /** What a body has to arrive whole. */
  arrivesWithinMs: number;
  /** How long a client may go on sending after it was answered, so that it reads the answer before the connection is cut. */
  lingerMs: number;
}

/** As Node itself answers a head that does not arrive. */
const TOO_SLOW = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n';

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
      if (!response.headersSent) socket.write(TOO_SLOW);
      socket.destroySoon();
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
