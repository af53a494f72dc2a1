/** The code of a system error (`ENOENT`, `ENOSPC` …); undefined for anything else. Works across realms (Jest's too). */
export function errnoOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
