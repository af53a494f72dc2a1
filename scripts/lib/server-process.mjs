import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { findProgram } from './find-program.mjs';
import { isRunning, processIdentity, waitUntilGone } from './process-identity.mjs';
import { tail } from './run.mjs';
import { asUser } from './unprivileged.mjs';

/** @typedef {import('./process-identity.mjs').ProcessIdentity} ProcessIdentity */

const spawned = new Set();
// Where there is no setpriv, this covers every way out but SIGKILL.
process.on('exit', () => {
  for (const { child, deathSignal } of spawned) child.kill(`SIG${deathSignal}`);
});

/**
 * Starts a server in a session of its own (Ctrl-C in the terminal is ours to pass on) whose output goes to a file.
 * On Linux the kernel sends it `deathSignal` when we die, even by SIGKILL.
 * @param {{ program: string, args: string[], logFile: string, user: import('./unprivileged.mjs').ServerUser | null, cwd: string, env?: NodeJS.ProcessEnv, deathSignal: string }} spec
 * @returns {Promise<ProcessIdentity>}
 */
export async function spawnServer({ program, args, logFile, user, cwd, env = {}, deathSignal }) {
  const log = openSync(logFile, 'a', 0o600);
  const setpriv = process.platform === 'linux' ? findProgram('setpriv') : null;
  const [file, argv] = setpriv ? [setpriv, ['--pdeathsig', deathSignal, '--', program, ...args]] : [program, args];
  try {
    const child = spawn(file, argv, {
      ...asUser(user),
      cwd,
      env: { PATH: process.env.PATH, LANG: 'C.UTF-8', ...env },
      stdio: ['ignore', log, log],
      detached: true,
    });
    await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
    child.unref();
    const entry = { child, deathSignal };
    spawned.add(entry);
    child.once('exit', () => spawned.delete(entry));
    // Gone already: its log has the reason, and whoever waits for it to be ready reads that.
    return processIdentity(child.pid) ?? { pid: child.pid, born: 'gone' };
  } finally {
    closeSync(log);
  }
}

/**
 * Waits until `isReady` says true.
 * @throws when the process ends first or the time is up, with the tail of its log
 */
export async function waitUntilReady(name, identity, logFile, isReady, timeoutMs = 60_000) {
  const deadline = Date.now() + timeoutMs;
  while (!(await isReady())) {
    const gone = !isRunning(identity);
    if (!gone && Date.now() < deadline) {
      await sleep(20);
      continue;
    }
    const what = gone ? 'ended while starting' : `was not ready after ${Math.round(timeoutMs / 1000)} s`;
    throw new Error(`${name} ${what}. The end of ${logFile}:\n${logTail(logFile)}`);
  }
}

/** Asks with one signal after the other, each with its patience, until the process is gone. Idempotent. */
export async function stopProcess(identity, signals) {
  for (const [signal, patienceMs] of signals) {
    sendSignal(identity, signal);
    if (await waitUntilGone(identity, patienceMs)) return;
  }
  throw new Error(`Process ${identity.pid} did not end.`);
}

/** @returns {boolean} false when it was gone already */
export function sendSignal(identity, signal) {
  if (!isRunning(identity)) return false;
  try {
    return process.kill(identity.pid, signal);
  } catch (error) {
    if (error.code === 'ESRCH') return false;
    throw error;
  }
}

export function logTail(logFile, lines = 30) {
  try {
    return tail(readFileSync(logFile, 'utf8'), lines);
  } catch (error) {
    return `(no log: ${error.code})`;
  }
}
