import { spawn } from 'node:child_process';

const running = new Set();
// Whatever way we end (but SIGKILL), no helper program outlives us.
process.on('exit', () => {
  for (const child of running) child.kill('SIGTERM');
});

/**
 * Runs a program to its end, without a shell, and collects what it prints. Rejects with the tail of that when it does
 * not end with 0. Arguments are not repeated in the error; secrets go by `env` or `input` all the same.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, input?: string, uid?: number, gid?: number, timeoutMs?: number, show?: boolean }} [options]
 *   `show`: print its output as it comes instead of collecting it
 * @returns {Promise<{ stdout: string, stderr: string }>}
 */
export function run(program, args, options = {}) {
  const { input, show, timeoutMs, ...spawnOptions } = options;
  return new Promise((resolve, reject) => {
    const stdin = input === undefined ? 'ignore' : 'pipe';
    const child = spawn(program, args, {
      ...spawnOptions,
      stdio: [stdin, show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    });
    running.add(child);
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (text) => (stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text) => (stderr += text));
    // It may end before it has read everything; its exit code tells.
    child.stdin?.on('error', () => undefined).end(input);
    const timer = timeoutMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    child.once('error', (error) => {
      clearTimeout(timer);
      running.delete(child);
      reject(new ProgramError(`${program} could not be started: ${error.message}`, { code: error.code }));
    });
    child.once('close', (exitCode, signal) => {
      clearTimeout(timer);
      running.delete(child);
      if (exitCode === 0) return resolve({ stdout, stderr });
      const how = signal ? `was ended by ${signal}` : `ended with ${exitCode}`;
      const said = ends(`${stdout}\n${stderr}`, 25);
      reject(new ProgramError(`${program} ${how}${said && `:\n${said}`}`, { exitCode, signal, stdout, stderr }));
    });
  });
}

/** How a program failed. Its output is in the message already, so it is not printed once more with the error. */
export class ProgramError extends Error {
  constructor(message, properties) {
    super(message);
    for (const [name, value] of Object.entries(properties)) Object.defineProperty(this, name, { value });
  }
}

/** The first and the last lines: the reason may stand at either end. */
function ends(text, lines) {
  const all = text.trim().split('\n');
  if (all.length <= 2 * lines) return all.join('\n');
  return [...all.slice(0, lines), '…', ...all.slice(-lines)].join('\n');
}

/** The last lines of a text, without empty ones around it. */
export function tail(text, lines) {
  return text.trim().split('\n').slice(-lines).join('\n');
}
