import type { CookieOptions, Request, Response } from 'express';

export interface BrowserCookie {
  name: string;
  options: CookieOptions;
}

/**
 * A cookie that no script reads, for every path of ours. Over TLS it is a `__Host-` one: neither a page of a neighbouring
 * name nor one without TLS can set it.
 */
export function browserCookie(name: string, isSecure: boolean, sameSite: 'strict' | 'lax'): BrowserCookie {
  return {
    name: isSecure ? `__Host-${name}` : name,
    options: { httpOnly: true, secure: isSecure, sameSite, path: '/' },
  };
}

/**
 * null where the request has none, or several that differ: without TLS a neighbouring name could put one of its own
 * before ours, and a request that was meant for one session must not be taken for another's.
 */
export function readCookie(request: Request, { name }: BrowserCookie): string | null {
  const pairs = (request.get('cookie') ?? '').split(';').map((pair) => pair.trim());
  const values = new Set(
    pairs.filter((pair) => pair.startsWith(`${name}=`)).map((pair) => pair.slice(name.length + 1)),
  );
  const [value] = values;
  return values.size === 1 && value !== undefined && value !== '' ? value : null;
}

/** @param value letters that cookies may hold. */
export function setCookie(response: Response, { name, options }: BrowserCookie, value: string, seconds: number): void {
  response.cookie(name, value, { ...options, maxAge: seconds * 1_000 });
}

export function clearCookie(response: Response, { name, options }: BrowserCookie): void {
  response.clearCookie(name, options);
}
