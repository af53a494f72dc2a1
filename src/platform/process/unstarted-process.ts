import { PassThrough } from 'node:stream';
import type { AppError } from '../../common/app-error.js';
import type { ProcessResult, ProcessSpec, RunningProcess } from './process-types.js';

/** Stands for a program that could not be started: its streams are closed, `ended` rejects. */
export function unstartedProcess(spec: ProcessSpec, error: AppError): RunningProcess {
  return neverRan(spec, Promise.reject<ProcessResult>(error));
}

/** Stands for a program that was canceled before its start. */
export function canceledProcess(spec: ProcessSpec): RunningProcess {
  return neverRan(
    spec,
    Promise.resolve({
      exitCode: null,
      signal: null,
      stderrTail: '',
      canceled: true,
      timedOut: false,
      durationMs: 0,
    }),
  );
}

function neverRan(spec: ProcessSpec, ended: Promise<ProcessResult>): RunningProcess {
  // Whoever never awaits it must not bring the process down; whoever does still gets the error.
  ended.catch(() => undefined);
  return {
    pid: undefined,
    stdin: spec.stdin === 'pipe' ? closedStream() : null,
    stdout: spec.stdout === 'pipe' ? closedStream() : null,
    ended,
    kill: () => undefined,
  };
}

function closedStream(): PassThrough {
  const stream = new PassThrough();
  stream.on('error', () => undefined); // writing to it fails as to any closed stream; `ended` tells why
  return stream.destroy();
}
