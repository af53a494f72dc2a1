import { createHmac, timingSafeEqual } from 'node:crypto';
import { parseToken } from './access-token.js';

/** What a page sends back as `X-CSRF-Token`. */
const LABEL = 'backstitch csrf token';

/**
 * The token of a session against forged requests: an HMAC under the secret of the session, which a page cannot read and
 * another site does not know. Nothing is stored for it, and it ends with its session. null for what is no session's token.
 */
export function csrfTokenOf(accessToken: string): string | null {
  const secret = parseToken(accessToken)?.secret;
  return secret === undefined ? null : createHmac('sha256', secret).update(LABEL).digest('base64url');
}

/** In constant time. */
export function isCsrfToken(given: string, accessToken: string): boolean {
  const expected = Buffer.from(csrfTokenOf(accessToken) ?? '');
  const bytes = Buffer.from(given);
  return expected.length > 0 && bytes.length === expected.length && timingSafeEqual(bytes, expected);
}
