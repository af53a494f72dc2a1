import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning, processIdentity } from './process-identity.mjs';

/** Somebody alive holds the lock. */
export class LockedError extends Error {
  constructor(path, holder) {
    super(`${path} is held by process ${holder.pid}`);
    this.holder = holder;
  }
}

/**
 * A lock between processes of one machine: a file that names its holder. It appears whole (by link), and one whose
 * holder is dead, by any signal or a reboot, is taken over by exactly one of those who want it.
 * @param {string} path the directory must exist or be creatable
 * @param {{ waitMs?: number, directoryMode?: number }} [options] how long to wait for a living holder; 0 (default) not at all
 * @returns {Promise<() => void>} releases it; idempotent
 * @throws {LockedError}
 */
export async function acquireLock(path, { waitMs = 0, directoryMode = 0o700 } = {}) {
  mkdirSync(dirname(path), { recursive: true, mode: directoryMode });
  const own = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  const content = JSON.stringify(processIdentity(process.pid));
  writeFileSync(own, content, { mode: 0o600 });
  try {
    const deadline = Date.now() + waitMs;
    while (!tryLink(own, path)) {
      const holder = readHolder(path);
      if (holder === null) continue;
      if (!isRunning(holder)) await breakLock(path);
      else if (Date.now() >= deadline) throw new LockedError(path, holder);
      else await sleep(50);
    }
  } finally {
    rmSync(own, { force: true });
  }
  let held = true;
  const release = () => {
    if (!held) return;
    held = false;
    process.off('exit', release);
    rmSync(path, { force: true });
  };
  process.on('exit', release);
  return release;
}

function tryLink(own, path) {
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function readHolder(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    return { pid: 0, born: '' }; // emptied by a crash of the machine
  }
}

/** One at a time, and only after looking again: otherwise the second would remove the lock the first has just taken. */
async function breakLock(path) {
  const breaking = `${path}.breaking`;
  try {
    mkdirSync(breaking);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    // Held for microseconds; one that is 10 s old was left by a process killed inside.
    const age = Date.now() - (statSync(breaking, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > 10_000) rmSync(breaking, { recursive: true, force: true });
    return sleep(20);
  }
  const holder = readHolder(path);
  if (holder !== null && !isRunning(holder)) rmSync(path, { force: true });
  rmSync(breaking, { recursive: true, force: true });
}
