import type { Middleware } from 'openapi-fetch';
import { type ApiClient, createApiClient, type Problem } from '../api/client.js';
import { ApiProblem, Unreachable } from './api-problem.js';
import { send } from './send.js';
import { session } from './session.js';

/** A request that changes something says that it comes from this page (X-CSRF-Token); an answer that is an error is thrown. */
const middleware: Middleware = {
  onRequest({ request }) {
    if (request.method !== 'GET' && session.csrfToken !== null) request.headers.set('x-csrf-token', session.csrfToken);
  },
  async onResponse({ response }) {
    if (response.ok) return;
    throw await problemOf(response);
  },
  onError({ error }) {
    return new Unreachable(error);
  },
};

/** The API, with the session's cookie. Every call resolves with `data`, or throws an ApiProblem. */
export const api: ApiClient = createApiClient({ fetch: send });
api.use(middleware);

/** What the answer says of itself; of one that says nothing (a proxy's), what its status says. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const isProblem = response.headers.get('content-type')?.includes('problem+json') === true;
  const problem = isProblem ? ((await response.json()) as Problem) : null;
  return new ApiProblem(response.status, problem);
}

/** The data of an answer that has some; openapi-fetch cannot know that errors are thrown. */
export async function dataOf<Data>(answer: Promise<{ data?: Data }>): Promise<Data> {
  const { data } = await answer;
  if (data === undefined) throw new Error('The server answered without a body.');
  return data;
}
