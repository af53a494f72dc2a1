import { AppError } from '../../common/app-error.js';
import type { ProcessRunner } from '../process/process-runner.js';
import { endOf, programStage, readerFailure } from './program-parts.js';
import type { PipelineStage } from './stage.js';

export interface AgeProgram {
  runner: Pick<ProcessRunner, 'start'>;
  /** Path or name of the age program. */
  program: string;
}

/** Binary age, to every recipient (`age1…`); each of them alone can open it. */
export function ageEncrypt(options: AgeProgram & { recipients: readonly string[] }): PipelineStage {
  if (options.recipients.length === 0) {
    throw new AppError('KEY_UNAVAILABLE', 'There is no recipient to encrypt to');
  }
  return programStage({
    name: 'age',
    runner: options.runner,
    spec: { program: options.program, args: ['-e', ...options.recipients.flatMap((recipient) => ['-r', recipient])] },
    failure: (result) => new AppError('INTERNAL_ERROR', `age could not encrypt (${endOf(result)})`),
  });
}

/**
 * The identity (`AGE-SECRET-KEY-1…`) reaches age by a secret file only. A wrong key and a damaged archive are told
 * apart by age's text alone, so both are ARCHIVE_UNREADABLE. An age that could not read on is INTERNAL_ERROR.
 */
export function ageDecrypt(options: AgeProgram & { identity: string }): PipelineStage {
  return programStage({
    name: 'age -d',
    runner: options.runner,
    spec: {
      program: options.program,
      args: ['-d', '-i', '/dev/fd/3'],
      secretFile: `${options.identity}\n`,
      redact: [options.identity],
    },
    failure: (result) =>
      readerFailure('age', result, (end) => {
        return new AppError('ARCHIVE_UNREADABLE', `age could not decrypt (${end})`, {
          hint: 'The archive is cut or damaged, or was encrypted to another key.',
        });
      }),
  });
}
