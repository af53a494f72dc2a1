import { QueryFailedError } from 'typeorm';
import { errnoOf } from '../common/errno.js';

/** Of the session or the server that ends: class 08, 57P01 to 57P05, and the time-outs that end a session. */
const LOST = /^(08|57P|25P0[34])/;
const ERRNOS: ReadonlySet<string> = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
]);

/**
 * Whether a statement, or a connection, to the control database failed because the connection was lost: what the
 * statement was to do may be tried again on another one. Sessions on sources never fail like this: theirs are AppErrors.
 */
export function isControlLoss(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return error instanceof Error && ERRNOS.has(errnoOf(error) ?? '');
  const code = errnoOf(error.driverError);
  // A connection that is cut in the middle of a statement has no code at all.
  return code === undefined || LOST.test(code) || ERRNOS.has(code);
}
