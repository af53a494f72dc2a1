import type { IncomingMessage } from 'node:http';
import { withoutBrackets } from './allowed-addresses.js';
import { allowedTarget, requestTo, whatComesFirst, withoutTls } from './allowed-request.js';
import { connectionFailure } from './connection-failure.js';
import { OutboundRefusal } from './outbound-refusal.js';
import { isTrusted, type OutboundRules } from './outbound-rules.js';
import type { SendOutcome } from './send-outcome.js';

export interface JsonPost {
  url: string;
  body: string;
  headers: Record<string, string>;
}

/** From the first look at the name to the head of the answer. */
const PATIENCE_MS = 15_000;

/**
 * One POST, to an address that the rules allow and that was checked just before: the one that is connected to. A redirect
 * is not followed, no proxy of the environment is used, and the body of the answer is not read. Never rejects.
 */
export async function postJson(post: JsonPost, rules: OutboundRules, patienceMs = PATIENCE_MS): Promise<SendOutcome> {
  const { hostname } = new URL(post.url);
  const host = withoutBrackets(hostname);
  const deadline = AbortSignal.timeout(patienceMs);
  try {
    const response = await whatComesFirst(exchange(post, rules, deadline), deadline);
    return outcomeOf(host, response);
  } catch (error) {
    return connectionFailure(error, { host, patienceMs, isOver: deadline.aborted });
  }
}

/**
 * Whether this URL may be asked, as far as that can be told without connecting: a name that cannot be resolved (yet) is
 * no reason to refuse it. Throws OutboundRefusal.
 */
export async function assertUrlAllowed(url: string, rules: OutboundRules): Promise<void> {
  const parsed = new URL(url);
  try {
    await allowedTarget(parsed, rules);
  } catch (error) {
    if (error instanceof OutboundRefusal) throw error;
    if (parsed.protocol === 'http:' && !isTrusted(parsed.hostname, null, rules)) throw withoutTls(parsed.hostname);
  }
}

interface Answer {
  status: number;
  retryAfter: string | undefined;
}

async function exchange(post: JsonPost, rules: OutboundRules, signal: AbortSignal): Promise<Answer> {
  const url = new URL(post.url);
  const addresses = await allowedTarget(url, rules);
  const body = Buffer.from(post.body, 'utf8');
  const headers = { 'content-type': 'application/json', ...post.headers, 'content-length': body.length };
  return new Promise((resolve, reject) => {
    const request = requestTo(url, addresses, { method: 'POST', headers, signal });
    request.on('error', reject);
    request.on('response', (response: IncomingMessage) => {
      resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] });
      response.destroy();
    });
    request.end(body);
  });
}

function outcomeOf(host: string, { status, retryAfter }: Answer): SendOutcome {
  const detail = `${host} answered ${status}.`;
  if (status >= 200 && status < 300) return { kind: 'delivered', detail };
  if (status >= 300 && status < 400) {
    return { kind: 'refused', detail, hint: 'It redirects, and redirects are not followed: name the final address.' };
  }
  if ([408, 425, 429].includes(status) || status >= 500) {
    return { kind: 'failed', detail, hint: null, retryAfterSeconds: secondsOf(retryAfter, Date.now()) };
  }
  return { kind: 'refused', detail, hint: hintFor(status) };
}

function hintFor(status: number): string {
  if (status === 401 || status === 403) return 'It does not let us in: was the webhook taken away, or its key changed?';
  if (status === 404 || status === 410) return 'There is no such webhook there (any more): make a new one.';
  if (status === 413) return 'The message is too large for it.';
  return 'It understands the address, but not the message: is the channel of the right kind?';
}

/** `Retry-After`: seconds, or a date (RFC 9110, 10.2.3). null for none, and for what is neither. */
export function secondsOf(header: string | undefined, nowMs: number): number | null {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}(\.\d+)?$/.test(text)) return Math.ceil(Number(text));
  const at = /[A-Za-z]{3}/.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - nowMs) / 1_000));
}
