import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './schema.js';

/** What an error answers (RFC 9457); decide by its `code`. */
export type Problem = components['schemas']['ProblemDto'];

export type ApiClient = Client<paths>;

export interface ApiClientOptions {
  /** `https://backups.example.com`; in the page that the server itself serves, nothing. */
  baseUrl?: string;
  /** An accessToken or an API key. Without it the browser's session cookie says who calls. */
  token?: string;
  /** Of the session (`GET /auth/me`); methods that change something need it with the cookie. */
  csrfToken?: string;
  /** In the place of the global one. */
  fetch?: (request: Request) => Promise<Response>;
}

/**
 * The API with its types, made from the OpenAPI document: `await api.GET('/api/v1/backups/{id}', { params: { path: { id } } })`
 * resolves with `data`, or with `error`, a Problem. It rejects only where there was no answer.
 */
export function createApiClient({ baseUrl, token, csrfToken, fetch }: ApiClientOptions = {}): ApiClient {
  return createClient<paths>({
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(fetch === undefined ? {} : { fetch }),
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(csrfToken === undefined ? {} : { 'x-csrf-token': csrfToken }),
    },
  });
}
