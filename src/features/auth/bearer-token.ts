import type { Request } from 'express';

/** The token of `Authorization: Bearer …`; null when there is none. */
export function bearerToken(request: Request): string | null {
  return /^Bearer +(\S+) *$/i.exec(request.get('authorization') ?? '')?.[1] ?? null;
}
