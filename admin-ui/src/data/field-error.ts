import { ApiProblem } from './api-problem.js';

/** What the server found wrong with one field; undefined: nothing. */
export function fieldErrorOf(error: unknown, field: string): string | undefined {
  return error instanceof ApiProblem ? error.body.errors?.[field] : undefined;
}
