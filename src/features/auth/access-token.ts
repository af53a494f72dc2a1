import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** How an access token of a session begins. */
export const TOKEN_PREFIX = 'bss_';
const TOKEN = /^([a-z]+_)([0-9a-f]{32})_([A-Za-z0-9_-]{43})$/;

export interface AccessToken {
  sessionId: string;
  secret: string;
}

/** What every kind of token holds: which row it is of, and the secret that this row knows by its hash. */
export interface TokenParts {
  id: string;
  secret: string;
}

/** A fresh secret, 256 random bits. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** `<prefix><id without dashes>_<secret>` */
export function writeToken(prefix: string, { id, secret }: TokenParts): string {
  return `${prefix}${id.replaceAll('-', '')}_${secret}`;
}

/** null when it is no token of this kind. */
export function readToken(prefix: string, text: string): TokenParts | null {
  const [, found, id, secret] = TOKEN.exec(text) ?? [];
  if (found !== prefix || id === undefined || secret === undefined) return null;
  return { id: id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'), secret };
}

/** `bss_<session id without dashes>_<secret>` */
export function formatToken({ sessionId, secret }: AccessToken): string {
  return writeToken(TOKEN_PREFIX, { id: sessionId, secret });
}

/** null when it is no token of ours. */
export function parseToken(text: string): AccessToken | null {
  const parts = readToken(TOKEN_PREFIX, text);
  return parts === null ? null : { sessionId: parts.id, secret: parts.secret };
}

export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** In constant time. */
export function isSecret(secret: string, secretHash: Buffer): boolean {
  const hash = hashSecret(secret);
  return hash.length === secretHash.length && timingSafeEqual(hash, secretHash);
}
