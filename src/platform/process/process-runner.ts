import { execa, type Options } from 'execa';
import { closeSync } from 'node:fs';
import { AppError } from '../../common/app-error.js';
import { findDeathGuard } from './death-guard.js';
import { childEnvironment } from './environment.js';
import { findProgram } from './find-program.js';
import type { ProcessResult, ProcessSpec, RunningProcess } from './process-types.js';
import { RunningChild, type ChildOptions } from './running-child.js';
import { guardianOf } from './guardian.js';
import { openSecretFile } from './secret-file.js';
import { canceledProcess, unstartedProcess } from './unstarted-process.js';

export type { ProcessResult, ProcessSpec, RunningProcess } from './process-types.js';

const COLLECTED_BYTES = 1024 * 1024;

/**
 * Starts programs, without a shell, each in a process group of its own that is killed whole: on abort, on `kill()`, on
 * time-out, when one of its streams is destroyed, and when this process ends (on Linux with util-linux even when it is
 * killed by SIGKILL: death-guard.ts; with what it started itself: guardian.ts).
 */
export class ProcessRunner {
  private guard: readonly string[] | undefined;

  /** @param baseEnvironment our own environment; only a whitelist of it reaches a child (environment.ts) */
  constructor(private readonly baseEnvironment: Readonly<Record<string, string | undefined>>) {}

  /** Whether a program of this name could be started. */
  has(program: string): boolean {
    return findProgram(program, this.baseEnvironment.PATH) !== null;
  }

  /** Attach to the streams in the same turn. See RunningProcess for how it ends. */
  start(spec: ProcessSpec): RunningProcess {
    const env = childEnvironment(this.baseEnvironment, spec.env);
    const program = findProgram(spec.program, env.PATH);
    if (program === null) return unstartedProcess(spec, programNotFound(spec.program));
    if (spec.signal?.aborted) return canceledProcess(spec);
    return this.spawn(spec, program, env);
  }

  /** Like `start`, with stdout collected. More than 1 MB of it kills the program and is an error. */
  async run(spec: ProcessSpec): Promise<ProcessResult & { stdout: string }> {
    const running = this.start({ ...spec, stdout: 'pipe' });
    const chunks: Buffer[] = [];
    let bytes = 0;
    running.stdout?.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= COLLECTED_BYTES) chunks.push(chunk);
      else running.kill();
    });
    const result = await running.ended;
    if (bytes > COLLECTED_BYTES) {
      throw new AppError('INTERNAL_ERROR', `${spec.program} printed more than ${COLLECTED_BYTES} bytes`, {
        hint: 'Its output must be read as a stream.',
      });
    }
    return { ...result, stdout: Buffer.concat(chunks).toString() };
  }

  private buffering({ bufferBytes }: ProcessSpec, env: Record<string, string>): string[] {
    const stdbuf = bufferBytes === undefined ? null : findProgram('stdbuf', env.PATH);
    return stdbuf === null ? [] : [stdbuf, `--input=${bufferBytes ?? ''}`, `--output=${bufferBytes ?? ''}`];
  }

  private spawn(spec: ProcessSpec, program: string, env: Record<string, string>): RunningProcess {
    this.guard ??= findDeathGuard(this.baseEnvironment.PATH);
    const secret = spec.secretFile === undefined ? undefined : openSecretFile(spec.secretFile, env.TMPDIR ?? '/tmp');
    // execa's types know descriptors up to 9 only; it hands over any.
    const extra: (3 | 'pipe')[] = secret === undefined ? [] : [secret as 3];
    const guardian = spec.startsOthers === true ? guardianOf(2 + extra.push('pipe')) : [];
    const words = [...this.guard, ...guardian, ...this.buffering(spec, env), program, ...spec.args];
    const [file = program, ...args] = words;
    try {
      const options = {
        env,
        extendEnv: false,
        ...(spec.cwd === undefined ? {} : { cwd: spec.cwd }),
        stdio: [spec.stdin ?? 'ignore', spec.stdout ?? 'ignore', 'pipe', ...extra],
        buffer: false,
        reject: false,
        detached: true,
        encoding: 'buffer',
      } satisfies Options & ChildOptions;
      return new RunningChild(execa(file, args, options), spec);
    } finally {
      if (secret !== undefined) closeSync(secret);
    }
  }
}

function programNotFound(program: string): AppError {
  return new AppError('INTERNAL_ERROR', `The program ${program} was not found or may not be run`, {
    hint: `Install ${program}, or name its directory in PATH.`,
  });
}
