import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The master key of a home: 32 bytes as base64, made once (0600), never replaced; it appears whole. Whoever loses it
 * loses every sealed secret.
 * @returns {string}
 */
export function ensureMasterKey(home) {
  const path = join(home, 'master-key');
  const existing = read(path);
  if (existing !== null) return existing;
  const partial = `${path}.${process.pid}.partial`;
  writeFileSync(partial, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flush: true });
  try {
    linkSync(partial, path); // unlike a rename it never replaces a key
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  } finally {
    rmSync(partial, { force: true });
  }
  return read(path);
}

function read(path) {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}
