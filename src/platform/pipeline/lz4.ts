import { AppError } from '../../common/app-error.js';
import type { ProcessRunner } from '../process/process-runner.js';
import { endOf, programStage, readerFailure } from './program-parts.js';
import type { PipelineStage } from './stage.js';

export interface Lz4Program {
  runner: Pick<ProcessRunner, 'start' | 'has'>;
}

/**
 * Frames of lz4, which only dumps of others come in: the program is not needed otherwise. Fails with ARCHIVE_UNREADABLE
 * on anything that is not whole frames, and where the program is not installed.
 */
export function lz4Decompress({ runner }: Lz4Program): PipelineStage {
  if (!runner.has('lz4')) {
    throw new AppError(
      'ARCHIVE_UNREADABLE',
      'The data of the dump is compressed by lz4, and there is no program lz4 here.',
      {
        hint: 'Install it where the workers run (Debian, Homebrew: lz4), or dump with --compress=gzip.',
      },
    );
  }
  return programStage({
    name: 'lz4 -d',
    runner,
    spec: { program: 'lz4', args: ['-q', '-d', '-c'] },
    failure: (result) =>
      isOfInput(result.exitCode) ? damaged(endOf(result)) : readerFailure('lz4', result, (end) => damaged(end)),
  });
}

/** It numbers what is wrong with its input; from 70 on that its output could not be written. */
function isOfInput(exitCode: number | null): boolean {
  return exitCode !== null && exitCode >= 40 && exitCode < 70;
}

function damaged(end: string): AppError {
  return new AppError('ARCHIVE_UNREADABLE', `lz4 could not decompress (${end})`, {
    hint: 'The archive is cut or damaged, or is not one of lz4.',
  });
}
