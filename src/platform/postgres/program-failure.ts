import { basename } from 'node:path';
import { AppError } from '../../common/app-error.js';
import type { ErrorCode } from '../../common/error-codes.js';
import { endOf } from '../pipeline/program-parts.js';
import type { ProcessResult } from '../process/process-runner.js';
import type { ConnectionTarget } from './connection.js';

/** Every end but 0 is a failure (1 of pg_restore too), whatever was printed. The tail is redacted already. */
export function programFailure(program: string, result: ProcessResult, code: ErrorCode, hint: string): AppError {
  const said = shortened(result.stderrTail.trim());
  return new AppError(code, `${basename(program)} ended with ${endOf({ ...result, stderrTail: said })}`, { hint });
}

/** The reason stands first, what it was about to do (a LOCK TABLE of every table) after it. */
function shortened(text: string): string {
  return text.length <= 1200 ? text : `${text.slice(0, 800)} […] ${text.slice(-400)}`;
}

export function secretsOf(target: ConnectionTarget): string[] {
  return target.password ? [target.password] : [];
}
