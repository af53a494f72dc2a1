import { type ArgumentsHost, Catch, type ExceptionFilter, Logger, NotFoundException } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AppError } from '../app-error.js';
import { ERROR_CODES, type ErrorCode } from '../error-codes.js';
import { wrongMethod } from './allowed-methods.js';
import { KeptProblem } from './kept-problem.js';
import { toAppError, toProblem } from './problem.js';
import { RefusalLog } from './refusal-log.js';
import { contextOf, type RequestContext } from './request-context.js';

const REFUSALS: readonly ErrorCode[] = ['UNAUTHENTICATED', 'FORBIDDEN', 'CSRF_FAILED', 'RATE_LIMITED'];

/** Every error of every request ends here: as application/problem+json, in the log, and, when it is a refusal, in the audit trail. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  constructor(private readonly refusals: RefusalLog) {}

  async catch(thrown: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const other = thrown instanceof NotFoundException ? wrongMethod(request) : null;
    const error = other?.error ?? toAppError(thrown);
    const path = request.originalUrl.split('?', 1)[0] ?? '/';
    const { requestId } = contextOf(request);

    this.log(error, request.method, path, requestId);
    if (isRefusal(thrown, error, contextOf(request))) await this.record(request, error, path);

    // Half an answer cannot be turned into a problem; cutting the connection is how the client learns of it.
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (error.retryAfterSeconds !== undefined) response.setHeader('Retry-After', String(error.retryAfterSeconds));
    if (error.sizeBytes !== undefined) response.setHeader('Content-Range', `bytes */${error.sizeBytes}`);
    if (other !== null) response.setHeader('Allow', other.methods.join(', '));
    if (error.code === 'UNAUTHENTICATED') response.setHeader('WWW-Authenticate', 'Bearer realm="backstitch"');
    const problem = error instanceof KeptProblem ? error.problem : toProblem(error, { instance: path, requestId });
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }

  private log(error: AppError, method: string, path: string, requestId: string): void {
    const line = { requestId, code: error.code, request: `${method} ${path}` };
    switch (ERROR_CODES[error.code].level) {
      case 'error':
        this.logger.error({ ...line, err: error.cause ?? error }, error.message);
        return;
      case 'warn':
        this.logger.warn(line, error.message);
        return;
      case 'info':
        this.logger.debug(line, error.message);
    }
  }

  /** A trail that cannot be written must not turn a refusal into a success or a 500; the log says it. */
  private async record(request: Request, error: AppError, path: string): Promise<void> {
    try {
      await this.refusals.refused(contextOf(request), {
        code: error.code,
        method: request.method,
        path,
        address: request.ip ?? null,
        message: error.message,
      });
    } catch (cause) {
      this.logger.error({ err: cause }, 'A refused attempt could not be written to the audit trail.');
    }
  }
}

/**
 * What belongs to another tenant is not there: that somebody we know asked for what is not there may be an attempt, and is
 * written down without looking for whose it is. An address that no route has is none.
 */
function isRefusal(thrown: unknown, { code }: AppError, { caller, auditsItself }: RequestContext): boolean {
  if (auditsItself) return false;
  return REFUSALS.includes(code) || (code === 'NOT_FOUND' && caller !== null && thrown instanceof AppError);
}
