export interface SqlToken {
  /** `word` is a bare identifier or keyword, `name` a quoted one; `other` is all that nobody here asks about. */
  kind: 'word' | 'name' | 'string' | 'symbol' | 'other';
  start: number;
  end: number;
  /** Without its quotes. A word stands as it is written. */
  value: string;
}

/** The characters of a bare identifier that are no ASCII are letters to PostgreSQL, whatever the encoding. */
const WORD = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;
const SPACE = /(?:[ \t\n\r\f\v]|--[^\n]*)+/y;
const DOLLAR_QUOTE = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;
const NUMBER = /\d[\w.]*/y;
const QUOTED_NAME = /"([^"]*(?:""[^"]*)*)"/y;
const STRING = /'([^']*(?:''[^']*)*)'/y;
/** `E'…'`, and every string where standard_conforming_strings is off. */
const ESCAPE_STRING = /'([^'\\]*(?:(?:''|\\[^])[^'\\]*)*)'/y;

/**
 * The tokens of a definition as pg_dump writes it, one after another, so that whoever needs only the first reads no more.
 * Text that cannot be divided any further (a quote that is never closed) ends them with a token of the kind `other`.
 */
export function* sqlTokens(sql: string, { standardStrings = true } = {}): Generator<SqlToken> {
  let at = 0;
  const taken = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(sql);
  };
  while (at < sql.length) {
    const start = at;
    const token = (kind: SqlToken['kind'], value: string, length: number): SqlToken => {
      at = start + length;
      return { kind, start, end: at, value };
    };
    const space = taken(SPACE);
    if (space) {
      at += space[0].length;
      continue;
    }
    const character = sql.charAt(at);
    if (character === '"') {
      const name = taken(QUOTED_NAME);
      yield name
        ? token('name', (name[1] ?? '').replaceAll('""', '"'), name[0].length)
        : token('other', '', sql.length);
    } else if (character === "'") {
      yield quotedString(standardStrings);
    } else if (character === '$') {
      const [quote] = taken(DOLLAR_QUOTE) ?? [];
      const close = quote === undefined ? -1 : sql.indexOf(quote, at + quote.length);
      if (quote === undefined) yield token('symbol', character, 1);
      else yield token('other', '', close === -1 ? sql.length : close + quote.length - start);
    } else if (/[Ee]/.test(character) && sql.charAt(at + 1) === "'") {
      at++;
      yield { ...quotedString(false), start };
    } else {
      const word = taken(WORD);
      const number = word ? null : taken(NUMBER);
      if (word) yield token('word', word[0], word[0].length);
      else if (number) yield token('other', '', number[0].length);
      else yield token('symbol', character, 1);
    }
  }

  function quotedString(isStandard: boolean): SqlToken {
    const start = at;
    const string = taken(isStandard ? STRING : ESCAPE_STRING);
    at = string === null ? sql.length : at + string[0].length;
    const value = string?.[1] ?? '';
    // What a backslash means there is nobody's business here.
    if (string === null || (!isStandard && value.includes('\\'))) return { kind: 'other', start, end: at, value: '' };
    return { kind: 'string', start, end: at, value: value.replaceAll("''", "'") };
  }
}
