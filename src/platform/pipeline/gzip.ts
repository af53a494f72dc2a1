import { AppError } from '../../common/app-error.js';
import type { ProcessResult, ProcessRunner } from '../process/process-runner.js';
import { endOf, programStage, readerFailure } from './program-parts.js';
import type { PipelineStage } from './stage.js';

export interface GzipProgram {
  runner: Pick<ProcessRunner, 'start' | 'has'>;
}

/** RFC 1952, by `pigz` on a thread per core where it is installed, else by `gzip`. `level`: 1…9. */
export function gzipCompress({ runner, level }: GzipProgram & { level: number }): PipelineStage {
  const program = runner.has('pigz') ? 'pigz' : 'gzip';
  return programStage({
    name: 'gzip',
    runner,
    spec: { program, args: ['-q', '-n', '-c', `-${level}`] },
    failure: (result) => new AppError('INTERNAL_ERROR', `${program} could not compress (${endOf(result)})`),
  });
}

/** Fails with ARCHIVE_UNREADABLE on anything that is not whole gzip members, with INTERNAL_ERROR when it could not be read. */
export function gzipDecompress({ runner }: GzipProgram): PipelineStage {
  return programStage({
    name: 'gzip -d',
    runner,
    spec: { program: 'gzip', args: ['-q', '-d', '-c'] },
    failure: (result) =>
      isWarning(result) ? damaged(endOf(result)) : readerFailure('gzip', result, (end) => damaged(end)),
  });
}

/** Such as garbage behind the last member, which it leaves out. */
function isWarning({ exitCode }: ProcessResult): boolean {
  return exitCode === 2;
}

function damaged(end: string): AppError {
  return new AppError('ARCHIVE_UNREADABLE', `gzip could not decompress (${end})`, {
    hint: 'The archive is cut or damaged, or is not a gzip archive.',
  });
}
