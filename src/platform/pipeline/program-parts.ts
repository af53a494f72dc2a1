import type { Readable, Writable } from 'node:stream';
import { AppError } from '../../common/app-error.js';
import type { ProcessResult, ProcessRunner, ProcessSpec, RunningProcess } from '../process/process-runner.js';
import { Link } from './link.js';
import type { PipelineSink, PipelineSource, PipelineStage } from './stage.js';

/** A program as a part of a pipeline. Killed with its whole group when the pipeline aborts. */
export interface ProgramPart {
  /** As errors and logs name it: 'pg_dump', 'zstd'. */
  name: string;
  runner: Pick<ProcessRunner, 'start'>;
  spec: Omit<ProcessSpec, 'stdin' | 'stdout' | 'signal'>;
  /** The error for an end that was not ours: exit code ≠ 0, a signal, a time-out. Its message should hold the stderr tail. */
  failure: (result: ProcessResult) => AppError;
  /** Called once with how it ended, also before an error is thrown: for the log. */
  onEnd?: (result: ProcessResult) => void;
}

/** Gives the program's stdout; its stdin is /dev/null. */
export function programSource(part: ProgramPart): PipelineSource {
  return {
    name: part.name,
    command: commandOf(part.spec),
    open: (signal) => {
      const running = part.runner.start({ ...part.spec, signal, stdout: 'pipe' });
      return { output: outputOf(running), ended: cleanEnd(part, running) };
    },
  };
}

/** From its stdin to its stdout. */
export function programStage(part: ProgramPart): PipelineStage {
  return {
    name: part.name,
    command: commandOf(part.spec),
    open: (signal) => {
      const running = part.runner.start({ ...part.spec, signal, stdin: 'pipe', stdout: 'pipe' });
      return { input: inputOf(running), output: outputOf(running), ended: cleanEnd(part, running) };
    },
  };
}

/** Reads all from its stdin; its stdout is /dev/null. What it does with a cut input is undone by whoever runs it: it is killed. */
export function programSink(part: ProgramPart): PipelineSink {
  return {
    name: part.name,
    command: commandOf(part.spec),
    consume: async (input: Readable, signal) => {
      const running = part.runner.start({ ...part.spec, signal, stdin: 'pipe' });
      new Link(input, inputOf(running));
      input.once('close', () => {
        if (!input.readableEnded) running.kill();
      });
      await cleanEnd(part, running);
    },
  };
}

/** The words of a program as it is run. What is secret never stands in arguments. */
export function commandOf(spec: Pick<ProcessSpec, 'program' | 'args'>): readonly string[] {
  return [spec.program, ...spec.args];
}

async function cleanEnd(part: ProgramPart, running: RunningProcess): Promise<void> {
  const result = await running.ended;
  part.onEnd?.(result);
  if (result.canceled) throw new AppError('CANCELED', `${part.name} was canceled`);
  if (result.exitCode !== 0) throw part.failure(result);
}

/**
 * The error of a program that calls its input damaged by exit code 1, as zstd, age and pg_restore do. Every other end
 * says nothing about the input (a signal, such as the kernel's when memory is short; a time-out; codes for what the
 * program itself lacked): INTERNAL_ERROR, never `damage`.
 */
export function readerFailure(name: string, result: ProcessResult, damage: (end: string) => AppError): AppError {
  if (result.exitCode === 1) return damage(endOf(result));
  return new AppError('INTERNAL_ERROR', `${name} was broken off (${endOf(result)})`, {
    hint: 'This says nothing about the archive. See whether the machine ran out of memory, then try again.',
  });
}

/** How a program ended, for a message: `exit code 1: <stderr>`. */
export function endOf(result: ProcessResult): string {
  const how = result.timedOut
    ? `time-out after ${Math.round(result.durationMs / 1000)} s`
    : result.exitCode === null
      ? `signal ${result.signal ?? 'unknown'}`
      : `exit code ${result.exitCode}`;
  return result.stderrTail === '' ? how : `${how}: ${result.stderrTail}`;
}

function inputOf(running: RunningProcess): Writable {
  if (running.stdin === null) throw new AppError('INTERNAL_ERROR', 'A program was started without its stdin');
  return running.stdin;
}

function outputOf(running: RunningProcess): Readable {
  if (running.stdout === null) throw new AppError('INTERNAL_ERROR', 'A program was started without its stdout');
  return running.stdout;
}
