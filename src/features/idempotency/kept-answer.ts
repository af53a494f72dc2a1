import type { Response } from 'express';
import { KeptProblem } from '../../common/http/kept-problem.js';
import type { Problem } from '../../common/http/problem.js';
import type { SealedColumn } from '../encryption-keys/sealed-column.js';

/** An answer as it is given again: the same status, body and Location. */
export type KeptAnswer =
  | { kind: 'body'; status: number; location: string | null; /** JSON; null: none. */ text: string | null }
  | { kind: 'problem'; problem: Problem };

/** Sealed, since an answer may hold a secret; bound to its key. */
export const KEPT_ANSWERS: SealedColumn = {
  table: 'idempotency_keys',
  column: 'sealedAnswer',
  context: (id) => `idempotency:${id}`,
};

/** What the handler answered, from its result and from what it has set on the response. */
export function answerOf(response: Response, result: unknown): KeptAnswer {
  const location = response.getHeader('location');
  return {
    kind: 'body',
    status: response.statusCode,
    location: typeof location === 'string' ? location : null,
    text: result === undefined ? null : JSON.stringify(result),
  };
}

/**
 * Kept are answers that say what became of the request. One that was not understood (400, 413) or not heard (429) had
 * no effect and may be sent again, corrected or later; one that failed on our side (5xx) may be tried again.
 */
export function isKept(status: number): boolean {
  return status < 500 && ![400, 413, 429].includes(status);
}

/** Sets the answer on the response and gives its body; throws a kept refusal. */
export function replay(response: Response, answer: KeptAnswer): unknown {
  response.setHeader('Idempotency-Replayed', 'true');
  if (answer.kind === 'problem') throw new KeptProblem(answer.problem);
  response.status(answer.status);
  if (answer.location !== null) response.setHeader('Location', answer.location);
  return answer.text === null ? undefined : (JSON.parse(answer.text) as unknown);
}
