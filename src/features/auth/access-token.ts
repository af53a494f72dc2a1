import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** How an access token of a session begins. */
export const TOKEN_PREFIX = 'bss_';
const TOKEN = /^bss_([0-9a-f]{32})_([A-Za-z0-9_-]{43})$/;

export interface AccessToken {
  sessionId: string;
  secret: string;
}

/** A fresh secret, 256 random bits. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** `bss_<session id without dashes>_<secret>` */
export function formatToken({ sessionId, secret }: AccessToken): string {
  return `bss_${sessionId.replaceAll('-', '')}_${secret}`;
}

/** null when it is no token of ours. */
export function parseToken(text: string): AccessToken | null {
  const [, id, secret] = TOKEN.exec(text) ?? [];
  if (id === undefined || secret === undefined) return null;
  return { sessionId: id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'), secret };
}

export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** In constant time. */
export function isSecret(secret: string, secretHash: Buffer): boolean {
  const hash = hashSecret(secret);
  return hash.length === secretHash.length && timingSafeEqual(hash, secretHash);
}
