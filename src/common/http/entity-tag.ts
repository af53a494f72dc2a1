/**
 * Whether an `If-None-Match` header names this tag (RFC 9110, 13.1.2): `*`, or a list, in which weak tags count too.
 */
export function namesTag(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  if (header.trim() === '*') return true;
  return header.split(',').some((entry) => entry.trim().replace(/^W\//, '') === tag);
}
