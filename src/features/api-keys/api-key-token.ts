import { readToken, type TokenParts, writeToken } from '../auth/access-token.js';

/** How an API key begins. */
export const API_KEY_PREFIX = 'bst_';

/** `bst_<id without dashes>_<secret>` */
export function writeApiKey(parts: TokenParts): string {
  return writeToken(API_KEY_PREFIX, parts);
}

/** null when it is none of ours. */
export function readApiKey(text: string): TokenParts | null {
  return readToken(API_KEY_PREFIX, text);
}
