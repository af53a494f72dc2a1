/** At most `limit` UTF-16 units, as the receivers count; never half of a character, and never half of an escape. */
export function cutTo(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit - 1).replace(/(&[a-z0-9#]{0,5}|\\|[\uD800-\uDBFF])$/i, '')}…`;
}
