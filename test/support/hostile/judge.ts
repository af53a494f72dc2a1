import type { ProblemBody } from '../api-client.js';
import type { RawAnswer } from './raw-http.js';
import type { HostileRequest } from './requests.js';

/** What a server that cannot reach what a request is about may answer. Any other 5xx is a defect of ours. */
const DOCUMENTED_5XX = new Set([502, 503]);
/** What the HTTP server itself refuses, before there is a route: not HTTP, too many headers, too slow. */
const OF_HTTP = new Set([400, 405, 408, 417, 431, 505]);
const TRACES = [
  /\bat [^\n]{1,200}\.[cm]?[jt]s:\d+/,
  /node_modules/,
  /QueryFailedError/,
  /\/src\/features\//,
  /\bSELECT .+ FROM\b/,
];

/** What is wrong with an answer, in sentences; nothing where it is as it must be. */
export function faultsOf(request: HostileRequest, answer: RawAnswer, secrets: readonly string[]): string[] {
  const { status, headers, body, milliseconds, isLate } = answer;
  const faults: string[] = [];
  if (isLate) faults.push(`no whole answer after ${Math.round(milliseconds)} ms (status ${String(status)})`);
  if (status === null) return [...faults, ...(isLate || isNoHttp(request) ? [] : ['no answer'])];
  if (status >= 500 && !DOCUMENTED_5XX.has(status) && !OF_HTTP.has(status)) faults.push(`status ${status}`);
  for (const secret of secrets) if (body.includes(secret)) faults.push('a secret in the answer');
  if (headers['content-type']?.includes('json') === true) {
    for (const trace of TRACES) if (trace.test(body)) faults.push(`the inside shows: ${String(trace.exec(body)?.[0])}`);
  }
  // A body is too large even where none is expected.
  const isDocumented = request.route === null || status === 413 || String(status) in request.route.operation.responses;
  if (!isDocumented) faults.push(`status ${status}, which is not documented`);
  if (status >= 400 && request.method !== 'HEAD') faults.push(...problemFaults(status, headers, body));
  return faults;
}

function problemFaults(status: number, headers: Record<string, string>, body: string): string[] {
  if (headers['content-type']?.startsWith('application/problem+json') !== true) {
    return [`an error of the type ${String(headers['content-type'])}: ${body.slice(0, 200)}`];
  }
  const problem = JSON.parse(body) as Partial<ProblemBody>;
  const { type, title, detail, code, instance, requestId } = problem;
  const texts = [type, title, detail, code, instance, requestId];
  if (problem.status === status && texts.every((text) => typeof text === 'string')) return [];
  return [`not the shape of a problem: ${body.slice(0, 300)}`];
}

/** What no server need answer: it closes the connection. */
function isNoHttp(request: HostileRequest): boolean {
  return (
    request.route === null && /^(CONNECT|TRACE|FOO|get) | (HTTP\/0\.9|HTTP\/9\.9|http\/1\.1|) ?\r\n/.test(request.says)
  );
}
