import { programSink } from '../pipeline/program-parts.js';
import type { PipelineSink } from '../pipeline/stage.js';
import { dbnameArgument, libpqEnvironment } from './libpq.js';
import { programFailure, secretsOf } from './program-failure.js';
import type { RestoreOptions } from './restore.js';
import { READS_ARCHIVES, sessionOptions, unhinderedSettings } from './session-options.js';
import { STREAM_BUFFER_BYTES } from './stream-buffer.js';

/**
 * A whole archive from its stream, in one transaction: everything is there or nothing. All of it belongs to the
 * connecting role, and no grant is restored, since roles it names may not exist. For small databases: one lock per object.
 */
export function restoreInOneTransaction(options: Omit<RestoreOptions, 'noOwner' | 'role'>): PipelineSink {
  const { target } = options;
  return programSink({
    name: 'pg_restore',
    runner: options.runner,
    spec: {
      program: options.program,
      args: [
        '--single-transaction',
        '--exit-on-error',
        '--no-owner',
        '--no-privileges',
        '--no-password',
        `--dbname=${dbnameArgument(target.database)}`,
      ],
      env: {
        ...libpqEnvironment(target, options.applicationName),
        PGOPTIONS: sessionOptions({ ...unhinderedSettings(options.serverMajor), ...READS_ARCHIVES }),
      },
      redact: secretsOf(target),
      bufferBytes: STREAM_BUFFER_BYTES,
      ...(options.onStderrLine ? { onStderrLine: options.onStderrLine } : {}),
    },
    failure: (result) =>
      programFailure(
        options.program,
        result,
        'RESTORE_FAILED',
        'Nothing was restored. The lines of pg_restore name the object it stopped at.',
      ),
  });
}
