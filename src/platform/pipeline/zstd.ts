import { AppError } from '../../common/app-error.js';
import type { ProcessRunner } from '../process/process-runner.js';
import { endOf, programStage, readerFailure } from './program-parts.js';
import type { PipelineStage } from './stage.js';

export interface ZstdProgram {
  runner: Pick<ProcessRunner, 'start'>;
  /** Path or name of the zstd program. */
  program: string;
}

export interface ZstdCompression {
  /** 1…19. */
  level: number;
  /** 0 is one per core. */
  threads: number;
  /** The table in which matches are looked up has 2^hashLog entries; absent, what the level says. */
  hashLog?: number;
}

/** One frame with a checksum of its contents. */
export function zstdCompress(options: ZstdProgram & ZstdCompression): PipelineStage {
  const { level, threads, hashLog } = options;
  const table = hashLog === undefined ? [] : [`--zstd=hashLog=${hashLog}`];
  return programStage({
    name: 'zstd',
    runner: options.runner,
    spec: { program: options.program, args: ['-q', '-c', `-${level}`, ...table, `-T${threads}`, '--check'] },
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
