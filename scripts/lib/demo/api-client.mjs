import { setTimeout as sleep } from 'node:timers/promises';
import { readServerSentEvents } from './server-sent-events.mjs';

const FINAL_JOB_STATES = ['completed', 'failed', 'canceled'];

/** An answer that says no, as problem+json has it. */
export class ApiError extends Error {
  constructor(method, path, status, problem) {
    const hint = problem.hint ? ` — ${problem.hint}` : '';
    super(`${method} ${path}: ${status} ${problem.code ?? ''} ${problem.detail ?? problem.title ?? ''}${hint}`);
    this.name = 'ApiError';
    this.status = status;
    this.code = problem.code;
  }
}

/**
 * The public API as any client sees it: a bearer token and nothing else.
 * @param {string} baseUrl such as http://127.0.0.1:8000
 * @param {AbortSignal} signal ends every call, streams too
 */
export function createApiClient(baseUrl, signal) {
  let token;

  const send = (method, path, body, headers = {}, until = signal) =>
    fetch(`${baseUrl}/api/v1${path}`, {
      method,
      signal: until,
      headers: {
        ...(body !== undefined && !(body instanceof FormData) && { 'content-type': 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      body: body === undefined || body instanceof FormData ? body : JSON.stringify(body),
    });

  const answered = async (method, path, body) => {
    const response = await send(method, path, body);
    if (!response.ok) throw await toError(method, path, response);
    return response;
  };

  const call = async (method, path, body) => {
    const text = await (await answered(method, path, body)).text();
    return text ? JSON.parse(text) : undefined;
  };

  const api = {
    get: (path) => call('GET', path),
    post: (path, body = {}) => call('POST', path, body),
    put: (path, body) => call('PUT', path, body),
    patch: (path, body) => call('PATCH', path, body),
    delete: (path) => call('DELETE', path),
    /** @param {FormData} form its files last */
    upload: (path, form) => call('POST', path, form),
    download: async (path) => (await answered('GET', path)).arrayBuffer(),

    async login(email, password) {
      ({ accessToken: token } = await call('POST', '/auth/login', { email, password }));
    },

    /**
     * Follows a backup or a restore (`/backups/ID`) as it is streamed, until its job is over.
     * @param {string} path
     * @param {string} jobId
     * @param {(progress: object) => void} [onProgress]
     * @returns {Promise<object>} the final record
     */
    async follow(path, jobId, onProgress = () => {}) {
      const isOver = async () => FINAL_JOB_STATES.includes((await api.get(`/jobs/${jobId}`)).state);
      await streamEvents(path, isOver, ({ event, data }) => {
        if (event === 'progress') onProgress(JSON.parse(data));
      });
      await api.waitForJob(jobId);
      return api.get(path);
    },

    /** Waits for a job to be over. */
    async waitForJob(jobId, onProgress = () => {}) {
      for (;;) {
        const job = await api.get(`/jobs/${jobId}`);
        if (job.progress) onProgress(job.progress);
        if (FINAL_JOB_STATES.includes(job.state)) return job;
        await sleep(50, undefined, { signal });
      }
    },
  };

  /** Through dropped connections, from the last event seen, until the server ended the stream and `isOver` agrees. */
  async function streamEvents(path, isOver, onEvent) {
    let lastEventId;
    for (;;) {
      try {
        const headers = { accept: 'text/event-stream', ...(lastEventId && { 'last-event-id': lastEventId }) };
        const response = await send('GET', `${path}/events`, undefined, headers);
        if (response.status === 204) return;
        if (!response.ok) throw await toError('GET', `${path}/events`, response);
        for await (const event of readServerSentEvents(response.body)) {
          lastEventId = event.id ?? lastEventId;
          onEvent(event);
        }
        if (await isOver()) return;
      } catch (error) {
        // Cut off, unless it was refused: what it was about goes on, and so do we.
        if (error instanceof ApiError || signal.aborted) throw error;
      }
      await sleep(200, undefined, { signal });
    }
  }

  return api;
}

async function toError(method, path, response) {
  return new ApiError(method, path, response.status, parseProblem(await response.text()));
}

function parseProblem(text) {
  try {
    return JSON.parse(text);
  } catch {
    return { detail: text.slice(0, 300) }; // not ours: something in between answered
  }
}
