import { AppError } from '../../common/app-error.js';
import type { ProcessRunner } from '../process/process-runner.js';
import { endOf, programStage, readerFailure } from './program-parts.js';
import type { PipelineStage } from './stage.js';

export interface ZstdProgram {
  runner: Pick<ProcessRunner, 'start'>;
  /** Path or name of the zstd program. */
  program: string;
}

/** One frame with a checksum of its contents. `level` 1…19; `threads` 0 is one per core. */
export function zstdCompress(options: ZstdProgram & { level: number; threads: number }): PipelineStage {
  return programStage({
    name: 'zstd',
    runner: options.runner,
    spec: { program: options.program, args: ['-q', '-c', `-${options.level}`, `-T${options.threads}`, '--check'] },
    failure: (result) => new AppError('INTERNAL_ERROR', `zstd could not compress (${endOf(result)})`),
  });
}

/** Fails with ARCHIVE_UNREADABLE on anything that is not whole zstd frames, with INTERNAL_ERROR when it could not be read. */
export function zstdDecompress(options: ZstdProgram): PipelineStage {
  return programStage({
    name: 'zstd -d',
    runner: options.runner,
    spec: { program: options.program, args: ['-q', '-d', '-c'] },
    failure: (result) =>
      readerFailure('zstd', result, (end) => {
        return new AppError('ARCHIVE_UNREADABLE', `zstd could not decompress (${end})`, {
          hint: 'The archive is cut or damaged, or is not a zstd archive.',
        });
      }),
  });
}
