import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findProgram } from './find-program.mjs';
import { repository } from './paths.mjs';
import { processIdentity } from './process-identity.mjs';
import { logTail, stopProcess } from './server-process.mjs';

/** The application gives itself 35 s to hand back its jobs. */
const STOP_SIGNALS = [
  ['SIGTERM', 40_000],
  ['SIGKILL', 5_000],
];

/**
 * Starts a process of the application in a session of its own, so that Ctrl-C reaches it once, by us. On Linux the
 * kernel tells it to stop when we die.
 * @param {{ entry: string, env: NodeJS.ProcessEnv, logFile?: string }} spec without `logFile` it prints to our output
 */
export async function startApplication({ entry, env, logFile }) {
  const path = resolve(repository, entry);
  if (!existsSync(path)) throw new Error(`${path} does not exist: has it been built?`);
  const output = logFile === undefined ? 'inherit' : openSync(logFile, 'a', 0o600);
  const setpriv = process.platform === 'linux' ? findProgram('setpriv') : null;
  const command = [process.execPath, '--enable-source-maps', path];
  const [file, ...args] = setpriv ? [setpriv, '--pdeathsig', 'TERM', '--', ...command] : command;
  const child = spawn(file, args, { cwd: repository, env, stdio: ['ignore', output, output], detached: true });
  if (typeof output === 'number') closeSync(output);
  const exited = new Promise((resolve) => {
    child.once('exit', (exitCode, signal) => resolve({ exitCode, signal }));
  });
  await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
  process.on('exit', () => child.kill('SIGTERM'));
  const identity = processIdentity(child.pid) ?? { pid: child.pid, born: 'gone' };
  return {
    pid: child.pid,
    logFile: logFile ?? null,
    exited,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    kill: (signal = 'SIGKILL') => child.kill(signal),
    stop: async () => {
      await stopProcess(identity, STOP_SIGNALS);
      return exited;
    },
  };
}

/** Waits until the API says it is well. @throws when the process ends first or the time is up, with the tail of its log */
export async function waitUntilHealthy(application, baseUrl, timeoutMs = 90_000) {
  const deadline = Date.now() + timeoutMs;
  let last = 'no answer';
  while (Date.now() < deadline) {
    if (!application.isRunning()) {
      const { exitCode, signal } = await application.exited;
      throw new Error(`The application ended while starting (${signal ?? exitCode}).${said(application)}`);
    }
    last = await statusOf(`${baseUrl}/api/v1/health`);
    if (last === '200') return;
    await sleep(100);
  }
  throw new Error(`The application was not healthy after ${timeoutMs / 1000} s (${last}).${said(application)}`);
}

async function statusOf(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    await response.body?.cancel();
    return String(response.status);
  } catch (error) {
    return error.cause?.code ?? error.message;
  }
}

function said({ logFile }) {
  return logFile === null ? '' : ` The end of ${logFile}:\n${logTail(logFile)}`;
}
