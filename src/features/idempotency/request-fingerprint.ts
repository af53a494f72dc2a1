import { createHash } from 'node:crypto';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { canonicalJson } from '../../platform/crypto/canonical-json.js';

/** Visible ASCII without the comma, with which HTTP joins a header that was sent twice. */
const KEY = /^[!-+\--~]{1,255}$/;

export interface RequestFacts {
  caller: Caller;
  /** After the `?`, as it came. */
  query: string;
  /** Parsed, of a JSON request; undefined where there is none, where nobody reads it, or where it is a stream. */
  body: unknown;
}

/** Throws INVALID_PARAMETER for a key that is empty, longer than 255 characters, or has others than visible ASCII. */
export function parseKey(text: string): string {
  if (KEY.test(text)) return text;
  throw new AppError('INVALID_PARAMETER', 'The Idempotency-Key is not valid.', {
    hint: 'Send 1 to 255 visible ASCII characters without commas, such as a new UUID for each thing you want done.',
    errors: [{ field: 'Idempotency-Key', message: 'must be 1 to 255 visible ASCII characters without commas' }],
  });
}

/** Different routes are different requests, whatever their key; upper case and a slash at the end make no other route. */
export function routeOf(path: string): string {
  return path.toLowerCase().replace(/\/+$/, '');
}

/**
 * Equal for two requests that ask for the same: JSON by its values, not by its spelling. What a streamed body says is
 * known when it has been read, and compared then (StreamedBody). The caller's role, scopes and tenant belong to it: what was answered to an
 * admin is not shown to somebody who no longer is one.
 */
export function fingerprintOf({ caller, query, body }: RequestFacts): string {
  const parts = {
    as: `${caller.role} ${caller.tenantId} ${(caller.scopes ?? ['all']).join(' ')}`,
    query,
    body: body === undefined ? null : jsonText(body),
  };
  return createHash('sha256').update(canonicalJson(parts)).digest('hex');
}

/** What has no canonical form (half a surrogate pair) is refused by the route itself; until then its spelling will do. */
function jsonText(body: unknown): string {
  try {
    return canonicalJson(body);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return JSON.stringify(body);
  }
}
