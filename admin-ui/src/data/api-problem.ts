import { HttpError } from 'react-admin';
import type { Problem } from '../api/client.js';

/** An error that the API answered: its words, what to do next, and the number under which the server's log has it. */
export class ApiProblem extends HttpError {
  readonly code: Problem['code'] | null;
  readonly hint: string | null;
  readonly requestId: string | null;

  constructor(status: number, problem: Problem | null) {
    super(problem?.detail ?? `The server answered ${status} without saying why.`, status, {
      errors: fieldErrors(problem),
    });
    this.name = 'ApiProblem';
    this.code = problem?.code ?? null;
    this.hint = problem?.hint ?? null;
    this.requestId = problem?.requestId ?? null;
  }
}

/** As forms want them: by the path of the field. */
function fieldErrors(problem: Problem | null): Record<string, string> | undefined {
  const errors = problem?.errors ?? [];
  return errors.length === 0 ? undefined : Object.fromEntries(errors.map(({ field, message }) => [field, message]));
}
