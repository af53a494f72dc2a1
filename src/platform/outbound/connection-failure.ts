import { OutboundRefusal } from './outbound-refusal.js';
import type { SendOutcome } from './send-outcome.js';

interface Attempt {
  host: string;
  patienceMs: number;
  /** The patience came to its end. */
  isOver: boolean;
}

/** What to say of an attempt that got no answer. By the code of the error alone: its text is the other side's, or the library's. */
export function connectionFailure(error: unknown, { host, patienceMs, isOver }: Attempt): SendOutcome {
  if (error instanceof OutboundRefusal) return { kind: 'refused', detail: error.message, hint: error.hint };
  if (isOver) return failed(`${host} did not answer within ${patienceMs / 1_000} s.`, 'Is the port right, and open?');
  const [detail, hint] = wordsOf(host, codeOf(error));
  return failed(detail, hint);
}

function wordsOf(host: string, code: string): [detail: string, hint: string | null] {
  if (['ENOTFOUND', 'ENODATA', 'ESERVFAIL', 'EAI_AGAIN', 'EDNS', 'EBADNAME', 'ETIMEOUT'].includes(code)) {
    return [`The name ${host} could not be resolved (${code}).`, 'Is it spelled right?'];
  }
  if (code === 'ECONNREFUSED') return [`${host} refuses connections on this port.`, 'Does the receiver run?'];
  if (['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL'].includes(code)) {
    return [`There is no way to ${host} from here (${code}).`, 'Is the network up, and may this machine go out?'];
  }
  if (['ECONNRESET', 'EPIPE', 'ECONNECTION', 'HPE_INVALID_CONSTANT', 'HPE_HEADER_OVERFLOW'].includes(code)) {
    return [`${host} broke off the connection (${code}).`, 'Does the receiver speak this protocol on this port?'];
  }
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ETLS|^ERR_(SSL|TLS)|EPROTO/.test(code)) {
    return [
      `There is no TLS with ${host} (${code}).`,
      'Its certificate must be valid for this name; one of your own authority goes into NODE_EXTRA_CA_CERTS.',
    ];
  }
  return [`${host} could not be asked (${code}).`, null];
}

const IS_CODE = /^[A-Z][A-Z0-9_]{2,60}$/;

/** Of several addresses that were tried, that of the last. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  // nodemailer puts a name of its own before the one that tells what happened.
  if ('originalCode' in error && typeof error.originalCode === 'string' && IS_CODE.test(error.originalCode)) {
    return error.originalCode;
  }
  if ('code' in error && typeof error.code === 'string' && IS_CODE.test(error.code)) return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors.at(-1));
  if ('cause' in error && error.cause !== undefined) return codeOf(error.cause);
  return 'unknown';
}

function failed(detail: string, hint: string | null): SendOutcome {
  return { kind: 'failed', detail, hint, retryAfterSeconds: null };
}
