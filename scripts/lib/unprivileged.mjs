import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** @typedef {{ name: string, uid: number, gid: number }} ServerUser */

/**
 * As whom a private server runs: as ourselves, or, since PostgreSQL refuses root and Redis should not have it, as the
 * first of these users that exists.
 * @param {string[]} names
 * @returns {ServerUser | null} null: as ourselves
 */
export function serverUser(names) {
  if (process.getuid?.() !== 0) return null;
  for (const name of [...names, 'nobody']) {
    const user = lookUp(name);
    if (user !== null) return user;
  }
  throw new Error(`No unprivileged user to run a server as: none of ${names.join(', ')}, nobody exists.`);
}

/**
 * A directory of the server's own (0700): `wanted`, or, where that user may not reach it (a clone under /root), a new
 * one below /var/lib. Idempotent for `wanted`; the caller has to remember the other.
 * @param {string} wanted its parent must exist
 * @param {ServerUser | null} user
 * @returns {string}
 */
export function makeServerDirectory(wanted, user) {
  if (user === null) {
    mkdirSync(wanted, { recursive: true, mode: 0o700 });
    return wanted;
  }
  if (mayEnter(dirname(wanted), user)) {
    mkdirSync(wanted, { recursive: true, mode: 0o700 });
    chownSync(wanted, user.uid, user.gid);
    return wanted;
  }
  for (const parent of ['/var/lib/backstitch', join(tmpdir(), 'backstitch')]) {
    mkdirSync(parent, { recursive: true, mode: 0o711 });
    if (!mayEnter(parent, user)) continue;
    const elsewhere = mkdtempSync(join(parent, 'server-'));
    chownSync(elsewhere, user.uid, user.gid);
    return elsewhere;
  }
  throw new Error(`The user ${user.name} may enter neither ${dirname(wanted)} nor /var/lib nor ${tmpdir()}.`);
}

/** Removes what `makeServerDirectory` made. Idempotent. */
export function removeServerDirectory(directory) {
  rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
}

/** @param {ServerUser | null} user @returns {{ uid?: number, gid?: number }} for spawn */
export function asUser(user) {
  return user === null ? {} : { uid: user.uid, gid: user.gid };
}

function mayEnter(directory, user) {
  return (
    spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', directory], { ...asUser(user), cwd: '/', stdio: 'ignore' })
      .status === 0
  );
}

function lookUp(name) {
  try {
    const id = (flag) => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }).trim());
    return { name, uid: id('-u'), gid: id('-g') };
  } catch {
    return null; // no such user
  }
}
