import type { Readable } from 'node:stream';
import type { ProcessRunner, ProcessSpec } from '../../process/process-runner.js';
import { StderrTail } from '../../process/stderr-tail.js';
import { secretsOf } from './runner-environment.js';
import type { RunnerOutcome, RunOptions } from './migration-runner.js';

const TAIL_CHARACTERS = 8192;

/** What the program is to be; how it is watched is the same for every runner. */
export type Program = Pick<ProcessSpec, 'program' | 'args' | 'cwd' | 'env' | 'timeoutMs'> & {
  /** Written to its stdin, which is then closed. */
  input?: string;
  /** Lines that are meant for us: true takes one out of the output. */
  takesLine?: (line: string) => boolean;
};

/** Runs it to its end, both outputs read by line, redacted and kept in the order in which they came. */
export async function supervise(
  processes: ProcessRunner,
  program: Program,
  options: RunOptions,
): Promise<RunnerOutcome> {
  const secrets = secretsOf(options.target);
  const tail: string[] = [];
  const said = (line: string, stream: 'stdout' | 'stderr'): void => {
    tail.push(line);
    if (tail.length > 1000) tail.shift();
    options.onLine?.(line, stream);
  };
  const { input, takesLine, ...spec } = program;
  const running = processes.start({
    ...spec,
    startsOthers: true,
    stdin: input === undefined ? 'ignore' : 'pipe',
    stdout: 'pipe',
    redact: secrets,
    onStderrLine: (line) => {
      said(line, 'stderr');
    },
    ...(options.signal ? { signal: options.signal } : {}),
  });
  const stdout = running.stdout
    ? readLines(
        running.stdout,
        secrets,
        (line) => {
          if (!takesLine?.(line)) said(line, 'stdout');
        },
        () => {
          running.kill();
        },
      )
    : Promise.resolve();
  running.stdin?.end(input);
  const [result] = await Promise.all([running.ended, stdout]);
  const { exitCode, canceled, timedOut, durationMs } = result;
  return { exitCode, canceled, timedOut, durationMs, tail: tail.join('\n').slice(-TAIL_CHARACTERS) };
}

/** Attaches at once, as unread output is lost. Rejects with what the listener threw, after having killed the group. */
function readLines(
  stdout: Readable,
  secrets: string[],
  listener: (line: string) => void,
  kill: () => void,
): Promise<void> {
  const lines = new StderrTail(secrets, listener);
  return new Promise((resolve, reject) => {
    const guarded = (read: () => void): void => {
      try {
        read();
      } catch (error) {
        kill();
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    stdout.on('data', (chunk: Buffer) => {
      guarded(() => {
        lines.write(chunk);
      });
    });
    stdout.once('close', () => {
      guarded(() => {
        lines.end();
      });
      resolve();
    });
  });
}
