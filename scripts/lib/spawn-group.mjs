import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { findProgram } from './find-program.mjs';

const PATIENCE_MS = 10_000;

/**
 * Starts a program that starts others (Jest and its workers) in a process group of its own, to be stopped whole. What
 * it prints goes to our output. On Linux the kernel tells it to stop when we die.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<{ exited: Promise<{ exitCode: number | null }>, stop: () => Promise<void> }>}
 */
export async function spawnGroup(program, args, options) {
  const setpriv = process.platform === 'linux' ? findProgram('setpriv') : null;
  const [file, argv] = setpriv ? [setpriv, ['--pdeathsig', 'TERM', '--', program, ...args]] : [program, args];
  const child = spawn(file, argv, { ...options, stdio: ['ignore', 'inherit', 'inherit'], detached: true });
  const exited = new Promise((resolve) => child.once('exit', (exitCode) => resolve({ exitCode })));
  await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
  const signalAll = (signal) => {
    try {
      return process.kill(-child.pid, signal);
    } catch (error) {
      if (error.code === 'ESRCH') return false; // none of them is left
      throw error;
    }
  };
  process.on('exit', () => signalAll('SIGTERM'));
  const stop = async () => {
    const deadline = Date.now() + PATIENCE_MS;
    for (let isLeft = signalAll('SIGTERM'); isLeft; isLeft = signalAll(0)) {
      if (Date.now() > deadline) signalAll('SIGKILL');
      // Only dead ones that nobody collects (a container without an init) can still be there by now.
      if (Date.now() > deadline + PATIENCE_MS) return;
      await sleep(50);
    }
  };
  return { exited, stop };
}
