import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/** What is remembered of a private server between starts (0600: it holds the password). Null when there is none. */
export function readRecord(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw new Error(`${path} cannot be read (${error.message}). It holds the password of a private server.`, {
      cause: error,
    });
  }
}

/** Atomic: the old record or the new one. */
export function writeRecord(path, record) {
  const partial = `${path}.partial`;
  writeFileSync(partial, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(partial, path);
}

/** Needs no escaping in URLs and configuration files. */
export function generatePassword() {
  return randomBytes(24).toString('base64url');
}
