/** What a letter after a backslash stands for; every other character after one stands for itself. */
const LETTERS: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
const ESCAPE = /\\(?:x([0-9a-fA-F]{1,2})|([0-7]{1,3})|([^]))/g;

/**
 * The rows of a table as COPY's text format has them, up to the line `\.` that ends them: each with its fields, null for
 * `\N`. A byte that is given by its number and is no ASCII is U+FFFD: pg_dump writes none.
 */
export function* copyRows(text: string): Generator<(string | null)[]> {
  for (let at = 0; at < text.length;) {
    const end = text.indexOf('\n', at);
    const line = text.slice(at, end === -1 ? text.length : end);
    if (line === '\\.') return;
    yield line.split('\t').map((field) => (field === '\\N' ? null : unescaped(field)));
    at = end === -1 ? text.length : end + 1;
  }
}

function unescaped(field: string): string {
  if (!field.includes('\\')) return field;
  return field.replaceAll(ESCAPE, (_all: string, hex?: string, octal?: string, other?: string) => {
    if (other !== undefined) return LETTERS[other] ?? other;
    const byte = hex === undefined ? Number.parseInt(octal ?? '', 8) & 0xff : Number.parseInt(hex, 16);
    return byte > 0 && byte < 0x80 ? String.fromCharCode(byte) : '\uFFFD';
  });
}
