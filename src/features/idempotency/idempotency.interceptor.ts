import { type CallHandler, type ExecutionContext, Injectable, Logger, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { from, lastValueFrom, type Observable, of } from 'rxjs';
import type { Caller } from '../../common/caller.js';
import { toAppError, toProblem } from '../../common/http/problem.js';
import { drainBody } from '../../common/http/drain-body.js';
import { contextOf } from '../../common/http/request-context.js';
import { type ReadBody, StreamedBody } from '../../common/http/streamed-body.js';
import { withBeforeCommit } from '../../database/before-commit.js';
import { type Claim, IdempotencyKeys, type KeyedRequest, RENEW_EVERY_MS } from './idempotency-keys.js';
import { answerOf, isKept, type KeptAnswer, replay } from './kept-answer.js';
import { fingerprintOf, parseKey, routeOf } from './request-fingerprint.js';

/** Stands before every route: a POST of a known caller with an Idempotency-Key has its effect once, and one answer. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  private readonly logger = new Logger(IdempotencyInterceptor.name);

  constructor(
    private readonly keys: IdempotencyKeys,
    private readonly reflector: Reflector,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<Request>();
    const response = context.switchToHttp().getResponse<Response>();
    const { caller } = contextOf(request);
    const key = request.get('idempotency-key');
    if (request.method !== 'POST' || key === undefined || caller === null) return next.handle();

    const keyed = keyedRequest(request, caller, key);
    const readBody = this.reflector.get(StreamedBody, context.getHandler()) as ReadBody | undefined;
    try {
      const begun = await this.keys.begin(caller, keyed);
      if (begun.kind === 'claimed') {
        const attempt = new Attempt(this.keys, this.logger, caller, begun.claim, readBody !== undefined);
        return from(attempt.carryOut(request, response, next));
      }
      if (readBody !== undefined) this.keys.assertSameBody(begun, await readBody(request, begun.bodyBytes));
      return of(replay(response, begun.answer));
    } catch (error) {
      if (readBody !== undefined) drainBody(request);
      throw error;
    }
  }
}

/** The one carrying out of a request. */
class Attempt {
  /** What the request left running behind itself (a timer, a batch) is no part of it any more. */
  private isOver = false;

  constructor(
    private readonly keys: IdempotencyKeys,
    private readonly logger: Logger,
    private readonly caller: Caller,
    private readonly claim: Claim,
    private readonly isStreamed: boolean,
  ) {}

  async carryOut(request: Request, response: Response, next: CallHandler): Promise<unknown> {
    const renewing = setInterval(() => {
      this.keys.renew(this.caller, this.claim).catch((error: unknown) => {
        this.logger.warn(`The claim of an Idempotency-Key could not be renewed: ${String(error)}`);
      });
    }, RENEW_EVERY_MS);
    try {
      const result: unknown = await withBeforeCommit(
        async (manager) => {
          const { bodyDigest } = contextOf(request);
          // Until its body is here whole, what a request writes is about receiving it.
          if (this.isOver || (this.isStreamed && bodyDigest === null)) return;
          await this.keys.beforeCommit(manager, this.claim, bodyDigest);
        },
        // Within, since a handler's own asynchronous context begins where `handle` is called.
        () => lastValueFrom(next.handle(), { defaultValue: undefined }),
      );
      this.isOver = true;
      await this.finish(response.headersSent ? null : answerOf(response, result));
      return result;
    } catch (thrown) {
      this.isOver = true;
      const error = toAppError(thrown);
      const instance = request.originalUrl.split('?', 1)[0] ?? '/';
      const problem = toProblem(error, { instance, requestId: contextOf(request).requestId });
      // Of a streamed body that was refused nobody knows what it said, or nothing came of it: it may be sent again.
      await this.finish(isKept(problem.status) && !this.isStreamed ? { kind: 'problem', problem } : null);
      throw thrown;
    } finally {
      clearInterval(renewing);
    }
  }

  /**
   * An answer that could not be kept is given all the same. Whoever asks again is told so: what was committed says that
   * it was.
   */
  private async finish(answer: KeptAnswer | null): Promise<void> {
    try {
      if (answer === null) await this.keys.letGo(this.caller, this.claim);
      else await this.keys.keep(this.caller, this.claim, answer);
    } catch (error) {
      this.logger.error({ err: error }, 'The answer to a request with an Idempotency-Key could not be kept.');
    }
  }
}

function keyedRequest(request: Request, caller: Caller, key: string): KeyedRequest {
  const [, query = ''] = request.originalUrl.split('?', 2);
  return {
    route: routeOf(request.path),
    key: parseKey(key),
    fingerprint: fingerprintOf({
      caller,
      query,
      body: request.body as unknown,
    }),
    requestId: contextOf(request).requestId,
  };
}
