import type { IncomingMessage } from 'node:http';
import { allowedTarget, requestTo, whatComesFirst } from './allowed-request.js';
import type { OutboundRules } from './outbound-rules.js';

export interface FetchRequest {
  method: string;
  headers: Record<string, string>;
  /** null: none. */
  body: string | null;
}

/** What we ask for is JSON of a few kilobytes. */
const MAX_BYTES = 1_000_000;

/**
 * Asks an address that the rules allow and that was checked just before. A redirect is answered, never followed. The whole
 * answer is read; one above 1 MB is an error. Throws OutboundRefusal, and what the connection throws.
 */
export async function fetchAllowed(
  address: string,
  { method, headers, body }: FetchRequest,
  rules: OutboundRules,
  patienceMs: number,
): Promise<Response> {
  const signal = AbortSignal.timeout(patienceMs);
  const url = new URL(address);
  const bytes = Buffer.from(body ?? '', 'utf8');
  const length: Record<string, number> = body === null ? {} : { 'content-length': bytes.length };
  const exchange = async (): Promise<Response> => {
    const request = requestTo(url, await allowedTarget(url, rules), {
      method,
      headers: { ...headers, ...length },
      signal,
    });
    const answer = new Promise<IncomingMessage>((resolve, reject) => {
      request.once('error', reject);
      request.once('response', resolve);
    });
    request.end(bytes);
    return toResponse(await answer);
  };
  return whatComesFirst(exchange(), signal);
}

async function toResponse(message: IncomingMessage): Promise<Response> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new Error(`The answer has more than ${MAX_BYTES} bytes.`);
    chunks.push(chunk);
  }
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headersDistinct)) {
    for (const one of value ?? []) headers.append(name, one);
  }
  const status = message.statusCode ?? 0;
  const hasNoBody = size === 0 || [204, 205, 304].includes(status);
  return new Response(hasNoBody ? null : Buffer.concat(chunks), { status, headers });
}
