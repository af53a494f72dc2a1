import { AppError } from '../../common/app-error.js';

const DEPTH = 64;
const LONE_SURROGATE = /\p{Cs}/u;

/**
 * One text for one value, as RFC 8785: keys sorted by UTF-16 code units, no white space, numbers and strings as
 * ECMAScript writes them. Properties that are `undefined` are left out, as JSON does. What JSON cannot carry there and
 * back unchanged (dates, NaN, bigint, class instances, lone surrogates, more than 64 levels) is refused.
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0);
}

function write(value: unknown, depth: number): string {
  if (depth > DEPTH) throw notCanonical(`more than ${DEPTH} levels`);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return number(value);
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return `[${value.map((item) => write(item, depth + 1)).join(',')}]`;
  if (isPlainObject(value)) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${text(key)}:${write(member, depth + 1)}`);
    return `{${members.join(',')}}`;
  }
  throw notCanonical(typeof value === 'object' ? 'an object that is not plain' : typeof value);
}

function number(value: number): string {
  if (!Number.isFinite(value)) throw notCanonical('a number that is not finite');
  return JSON.stringify(value);
}

function text(value: string): string {
  if (LONE_SURROGATE.test(value)) throw notCanonical('text that is not well-formed');
  return JSON.stringify(value);
}

/** By the length of its prototype chain, so that objects of another realm are plain too. */
function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function notCanonical(what: string): AppError {
  return new AppError('INTERNAL_ERROR', `A document to be signed holds ${what}`);
}
