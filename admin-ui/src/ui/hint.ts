import type { useTranslate } from 'react-admin';

/** What a sentence says besides to who calls the API: a route, a document, the name of a field or of a setting. */
const ASIDE = /\s*\((?:(?:GET|POST|PUT|PATCH|DELETE) \/[^)]*|docs\/[^)]*|[a-z]+(?:\.\w+)+|[A-Z]+(?:_[A-Z]+)+)\)/g;
const FOR_CLIENTS = /\b(?:GET|POST|PUT|PATCH|DELETE) \/|\/api\/|\bdocs\/|\bX-[A-Z]/;

interface Hinted {
  /** Absent where none is known. */
  code?: string | null;
  hint: string | null;
}

/**
 * What to do next, for a reader of the page. What the server says, unless it speaks to who calls the API; then the page's own
 * sentence by the code, if there is one.
 */
export function hintForReader({ code, hint }: Hinted, translate: ReturnType<typeof useTranslate>): string | null {
  const said = hint?.replaceAll(ASIDE, '') ?? '';
  if (said !== '' && !FOR_CLIENTS.test(said)) return said;
  const own = said === '' ? '' : translate(`bs.problem.hint.${code ?? ''}`, { _: '' });
  return own === '' ? null : own;
}
