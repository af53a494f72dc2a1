import type { IncomingMessage } from 'node:http';

/** How long the rest of a body that was refused is read, so that the client sees why; then the connection is closed. */
const DRAIN_MS = 10_000;

export function drainBody(request: IncomingMessage): void {
  if (request.complete) return;
  request.resume();
  const timer = setTimeout(() => {
    if (!request.complete) request.socket.destroy();
  }, DRAIN_MS);
  request.once('close', () => {
    clearTimeout(timer);
  });
}
