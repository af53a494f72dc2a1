import type { Problem } from '../api/client.js';

/** An error that the API answered: its words, what to do next, and the number under which the server's log has it. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly code: Problem['code'] | null;
  readonly hint: string | null;
  readonly requestId: string | null;
  /** Where forms of react-admin look for what is wrong with which field. */
  readonly body: { errors?: Record<string, string> };

  constructor(
    readonly status: number,
    problem: Problem | null,
  ) {
    super(problem?.detail ?? `The server answered ${status} without saying why.`);
    this.code = problem?.code ?? null;
    this.hint = problem?.hint ?? null;
    this.requestId = problem?.requestId ?? null;
    this.body = fieldErrors(problem);
  }
}

/** Nothing is there, and asking again finds nothing; its hint is for who calls the API. */
export function isNotFound(error: unknown): boolean {
  return error instanceof ApiProblem && error.status === 404;
}

/** Nobody answered: the network, or the server, is away. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';

  constructor(cause: unknown) {
    super('The server cannot be reached.', { cause });
  }
}

function fieldErrors(problem: Problem | null): ApiProblem['body'] {
  const errors = problem?.errors ?? [];
  return errors.length === 0
    ? {}
    : { errors: Object.fromEntries(errors.map(({ field, message }) => [field, message])) };
}
