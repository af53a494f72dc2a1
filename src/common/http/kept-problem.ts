import { AppError } from '../app-error.js';
import type { Problem } from './problem.js';

/** A refusal that is given again, word for word, with the request id of the first time. */
export class KeptProblem extends AppError {
  constructor(readonly problem: Problem) {
    super(problem.code, problem.detail, problem.hint === undefined ? {} : { hint: problem.hint });
  }
}
