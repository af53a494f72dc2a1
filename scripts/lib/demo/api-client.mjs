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

  const send = (method, path, body, headers = {}) =>
    fetch(`${baseUrl}/api/v1${path}`, {
      method,
      signal,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });

  const call = async (method, path, body) => {
    const response = await send(method, path, body);
    const text = await response.text();
    if (!response.ok) throw new ApiError(method, path, response.status, parseProblem(text));
    return text ? JSON.parse(text) : undefined;
  };

  const api = {
    get: (path) => call('GET', path),
    post: (path, body = {}) => call('POST', path, body),

    async login(email, password) {
      ({ accessToken: token } = await call('POST', '/auth/login', { email, password }));
    },

    /**
     * Follows the events of a backup or a restore (`/backups/ID`) until its job is over, through dropped streams.
     * @param {string} path
     * @param {string} jobId
     * @param {{onProgress?: (progress: object) => void, onLog?: (record: object) => void}} listeners
     * @returns {Promise<object>} the final record
     */
    async follow(path, jobId, { onProgress = () => {}, onLog = () => {} } = {}) {
      let lastEventId;
      for (;;) {
        const response = await send('GET', `${path}/events`, undefined, {
          accept: 'text/event-stream',
          ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
        });
        if (!response.ok)
          throw new ApiError('GET', `${path}/events`, response.status, parseProblem(await response.text()));
        if (response.status !== 204) {
          try {
            for await (const { event, data, id } of readServerSentEvents(response.body)) {
              if (id !== undefined) lastEventId = id;
              if (event === 'progress') onProgress(JSON.parse(data));
              else if (event === 'log') onLog(JSON.parse(data));
            }
          } catch (error) {
            // The stream was cut. What it was about goes on, and so do we, from the last event seen.
            if (signal.aborted) throw error;
          }
        }
        // The stream ends with the final status; whether the job is over is for the job to say.
        const job = await api.get(`/jobs/${jobId}`);
        if (FINAL_JOB_STATES.includes(job.state)) return api.get(path);
        await sleep(100, undefined, { signal });
      }
    },

    /** Waits for a job that has no events of its own. */
    async waitForJob(jobId, onProgress = () => {}) {
      for (;;) {
        const job = await api.get(`/jobs/${jobId}`);
        if (job.progress) onProgress(job.progress);
        if (FINAL_JOB_STATES.includes(job.state)) return job;
        await sleep(150, undefined, { signal });
      }
    },
  };
  return api;
}

function parseProblem(text) {
  try {
    return JSON.parse(text);
  } catch {
    return { detail: text.slice(0, 300) }; // not ours: something in between answered
  }
}
