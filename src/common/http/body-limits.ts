import type { IncomingMessage } from 'node:http';
import { AppError } from '../app-error.js';

export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** Deeper than any body of ours; what recursion a body costs is bounded by it. */
export const MOST_LEVELS = 32;

/**
 * For the body parser, before it parses. Throws INVALID_PARAMETER for what is not UTF-8 (it knows other encodings, in which
 * nothing could be said of the bytes), and for what is nested too deep.
 */
export function assertReadable(_request: unknown, _response: unknown, body: Buffer, encoding: string): void {
  if (!/^(utf-8|us-ascii)$/i.test(encoding)) {
    throw new AppError('INVALID_PARAMETER', 'The body is not in UTF-8.', { hint: 'Bodies are JSON in UTF-8.' });
  }
  assertShallow(body);
}

/** Throws INVALID_PARAMETER for JSON that is nested deeper than MOST_LEVELS, before it is parsed. */
export function assertShallow(json: Buffer): void {
  let level = 0;
  let isText = false;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at];
    if (isText) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) isText = false;
    } else if (byte === QUOTE) isText = true;
    else if (byte === BRACKET || byte === BRACE) {
      level += 1;
      if (level > MOST_LEVELS) throw tooDeep();
    } else if (byte === CLOSING_BRACKET || byte === CLOSING_BRACE) level -= 1;
  }
}

const [QUOTE, BACKSLASH, BRACKET, BRACE, CLOSING_BRACKET, CLOSING_BRACE] = Buffer.from('"\\[{]}');

function tooDeep(): AppError {
  return new AppError('INVALID_PARAMETER', `The body is nested deeper than ${MOST_LEVELS} levels.`, {
    hint: 'What each route takes stands at /api/docs.',
  });
}
