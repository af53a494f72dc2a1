import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** @typedef {{ pid: number, born: string }} ProcessIdentity */

/**
 * A process by its pid and the moment of its birth: pids are used again, after a reboot even soon.
 * @param {number} pid
 * @returns {ProcessIdentity | null} null when there is none (a zombie counts as none)
 */
export function processIdentity(pid) {
  const born = process.platform === 'linux' ? bornByProc(pid) : bornByPs(pid);
  return born === null ? null : { pid, born };
}

/** @param {ProcessIdentity | null | undefined} identity */
export function isRunning(identity) {
  return Boolean(identity?.pid) && processIdentity(identity.pid)?.born === identity.born;
}

/** The name of the program a process runs, or null. */
export function programOf(pid) {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
    return execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return null; // gone, which is the answer
  }
}

/** Waits until the process is gone. @returns {Promise<boolean>} false when it was still there after `timeoutMs` */
export async function waitUntilGone(identity, timeoutMs) {
  const deadline = Date.now() + timeoutMs;
  while (isRunning(identity)) {
    if (Date.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}

function bornByProc(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces and parentheses; fields are counted after it (proc(5): 3 state, 22 starttime).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return null;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${fields[19]}`;
  } catch {
    return null; // gone, which is the answer
  }
}

function bornByPs(pid) {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim();
    return line === '' || line.startsWith('Z') ? null : line.replace(/^\S+\s+/, '');
  } catch {
    return null; // gone, which is the answer
  }
}
