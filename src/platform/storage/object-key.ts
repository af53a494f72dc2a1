import { AppError } from '../../common/app-error.js';

const SEGMENT_BYTES = 255;
const KEY_BYTES = 1024;
/** Control characters (C0, DEL, C1) and the backslash. */
const FORBIDDEN = /[\p{Cc}\\]/u;

/** The segments of a key, or INVALID_PARAMETER: see StorageDriver for what a key may be. */
export function parseKey(key: string): string[] {
  const segments = key.split('/');
  const why = whyInvalid(key, segments);
  if (why !== null) throw invalidKey(key, why);
  return segments;
}

/** Whether `parseKey` would take it: for names that something else put into a store. */
export function isKey(key: string): boolean {
  return whyInvalid(key, key.split('/')) === null;
}

/** A prefix is a key whose last segment may be cut anywhere, or empty. */
export function checkPrefix(prefix: string): void {
  const segments = prefix.split('/');
  const whole = segments.at(-1) === '' ? segments.slice(0, -1) : segments;
  const why = prefix === '' ? null : whyInvalid(prefix, whole);
  if (why !== null) throw invalidKey(prefix, why);
}

/** Whether keys with this prefix may lie in a directory or below it. */
export function mayHold(directoryKey: string, prefix: string): boolean {
  return `${directoryKey}/`.startsWith(prefix) || prefix.startsWith(`${directoryKey}/`);
}

/** The order of keys in every store: by their UTF-8 bytes, as S3 does. */
export function compareKeys(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function whyInvalid(key: string, segments: readonly string[]): string | null {
  if (Buffer.byteLength(key) > KEY_BYTES) return `it is longer than ${KEY_BYTES} bytes`;
  if (FORBIDDEN.test(key)) return 'it has control characters or backslashes';
  // A lone surrogate has no UTF-8; two such keys would become one file.
  if (Buffer.from(key).toString() !== key) return 'it is not well-formed text';
  if (segments.length === 0 || segments.some((segment) => segment === '')) return 'it has empty segments';
  if (segments.some((segment) => segment.startsWith('.'))) return 'it has hidden segments';
  if (segments.some((segment) => Buffer.byteLength(segment) > SEGMENT_BYTES)) {
    return `a segment is longer than ${SEGMENT_BYTES} bytes`;
  }
  return null;
}

function invalidKey(key: string, why: string): AppError {
  return new AppError(
    'INVALID_PARAMETER',
    `${JSON.stringify(key.slice(0, 100))} is not a key of a stored object: ${why}`,
  );
}
