/** A Python value as far as it is written out; anything computed (a call, a name) is `undefined`. */
export type PythonValue = string | PythonValue[] | undefined;

/** One class statement at the outermost level, with what its body assigns to names. */
export interface PythonClass {
  name: string;
  /** As written, dotted, e.g. `migrations.Migration`. */
  bases: string[];
  assigned: Map<string, PythonValue>;
}

/** Says where and why the text is not Python. */
export class PythonSyntaxError extends Error {}

type Token =
  | { kind: 'string'; value: string | undefined }
  | { kind: 'name' | 'other'; text: string }
  | { kind: 'indent'; column: number }
  | { kind: 'end' };

/**
 * Reads the classes of a Python module and the literals assigned in their bodies, without executing anything: a
 * tokenizer (strings, comments, brackets, logical lines), and on top of it just enough grammar.
 */
export function readPythonClasses(source: string): PythonClass[] {
  const lines = logicalLines(tokenize(source));
  const classes: PythonClass[] = [];
  let current: { class: PythonClass; indent: number | null } | null = null;
  for (const { column, tokens } of lines) {
    if (column === 0) {
      const header = readHeader(tokens);
      current = header && { class: header, indent: null };
      if (header) classes.push(header);
    } else if (current) {
      current.indent ??= column;
      if (column === current.indent) readAssignment(tokens, current.class.assigned);
    }
  }
  return classes;
}

interface LogicalLine {
  column: number;
  tokens: Token[];
}

function logicalLines(tokens: readonly Token[]): LogicalLine[] {
  const lines: LogicalLine[] = [];
  for (const token of tokens) {
    if (token.kind === 'indent') lines.push({ column: token.column, tokens: [] });
    else if (token.kind !== 'end') lines.at(-1)?.tokens.push(token);
  }
  return lines.filter((line) => line.tokens.length > 0);
}

/** `class Name(base, other.base, key=value):` */
function readHeader(tokens: readonly Token[]): PythonClass | null {
  const [keyword, name] = tokens.map(textOf);
  if (keyword !== 'class' || name === undefined) return null;
  const inside = tokens.slice(3).map(textOf);
  const bases: string[] = [''];
  for (const text of inside) {
    if (text === ')' || text === ':') break;
    if (text === ',') bases.push('');
    else bases.push(`${bases.pop() ?? ''}${text ?? ''}`);
  }
  return { name, bases: bases.filter((base) => base !== ''), assigned: new Map() };
}

/** `name = value` or `name: type = value`. */
function readAssignment(tokens: readonly Token[], assigned: Map<string, PythonValue>): void {
  const [name] = tokens;
  const next = textOf(tokens[1]);
  if (name?.kind !== 'name' || (next !== '=' && next !== ':')) return;
  const equals = tokens.findIndex((token) => textOf(token) === '=');
  if (equals < 0) return;
  const reader = new ValueReader([...tokens.slice(equals + 1), { kind: 'end' }]);
  assigned.set(name.text, reader.sum());
}

class ValueReader {
  private position = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  /** Lists may be added up; whatever else follows makes the value a computed one. */
  sum(): PythonValue {
    let value = this.term();
    while (this.peek() === '+') {
      this.position += 1;
      const more = this.term();
      value = Array.isArray(value) && Array.isArray(more) ? [...value, ...more] : undefined;
    }
    const isWhole = this.tokens[this.position]?.kind === 'end' || [',', ')', ']', '}', ';'].includes(this.peek() ?? '');
    if (isWhole) return value;
    this.skip();
    return undefined;
  }

  private term(): PythonValue {
    const token = this.tokens[this.position];
    if (token?.kind === 'string') return this.text();
    if (this.peek() === '[') return this.sequence(']');
    if (this.peek() === '(') return this.sequence(')');
    this.skip();
    return undefined;
  }

  /** Adjacent strings are one. */
  private text(): string | undefined {
    let text: string | undefined = '';
    for (let token = this.tokens[this.position]; token?.kind === 'string'; token = this.tokens[this.position]) {
      text = text === undefined || token.value === undefined ? undefined : text + token.value;
      this.position += 1;
    }
    return text;
  }

  private sequence(close: string): PythonValue {
    this.position += 1;
    const values: PythonValue[] = [];
    let commas = 0;
    while (this.peek() !== close) {
      if (this.tokens[this.position]?.kind === 'end') return undefined;
      values.push(this.sum());
      if (this.peek() !== ',') break;
      commas += 1;
      this.position += 1;
    }
    if (this.peek() !== close) {
      this.skip();
      return undefined;
    }
    this.position += 1;
    // (x) is x, (x,) a tuple.
    return close === ')' && values.length === 1 && commas === 0 ? values[0] : values;
  }

  /** To the next comma or closing bracket of this level. */
  private skip(): void {
    let depth = 0;
    for (; this.tokens[this.position]?.kind !== 'end'; this.position += 1) {
      const text = this.peek();
      if (depth === 0 && (text === ',' || text === ')' || text === ']' || text === '}' || text === ';')) return;
      if (text === '(' || text === '[' || text === '{') depth += 1;
      if (text === ')' || text === ']' || text === '}') depth -= 1;
    }
  }

  private peek(): string | undefined {
    return textOf(this.tokens[this.position]);
  }
}

function textOf(token: Token | undefined): string | undefined {
  return token?.kind === 'name' || token?.kind === 'other' ? token.text : undefined;
}

/** Python's own parser gives up at 200 levels, too. */
const MAX_DEPTH = 200;

const STRING_START = /([A-Za-z]{0,2})('''|"""|'|")/y;
const NAME = /[\p{L}_][\p{L}\p{N}_]*/uy;
const CLOSING: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Without comments, line ends inside brackets, and continued lines. Throws PythonSyntaxError. */
function tokenize(source: string): Token[] {
  const text = source.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
  const tokens: Token[] = [];
  const brackets: string[] = [];
  let atLineStart = true;
  let position = 0;
  const lineOf = (): number => text.slice(0, position).split('\n').length;
  while (position < text.length) {
    if (atLineStart && brackets.length === 0) {
      const blank = /[ \t\f]*/y;
      blank.lastIndex = position;
      const indent = blank.exec(text)?.[0] ?? '';
      position += indent.length;
      atLineStart = false;
      tokens.push({ kind: 'indent', column: columnOf(indent) });
      continue;
    }
    const character = text[position] ?? '';
    if (character === '\n') {
      atLineStart = true;
      position += 1;
    } else if (/\s/.test(character)) {
      position += 1;
    } else if (character === '\\' && text[position + 1] === '\n') {
      position += 2;
    } else if (character === '#') {
      const end = text.indexOf('\n', position);
      position = end < 0 ? text.length : end;
    } else {
      STRING_START.lastIndex = position;
      NAME.lastIndex = position;
      const start = STRING_START.exec(text);
      const name = NAME.exec(text);
      if (start && /^([rbfu]?|[rR][bBfF]|[bBfF][rR])$/i.test(start[1] ?? '')) {
        const end = endOfString(text, position + start[0].length, start[2] ?? '');
        if (end === null) throw new PythonSyntaxError(`line ${lineOf()}: a string without an end`);
        tokens.push({ kind: 'string', value: valueOf(start[1] ?? '', text.slice(position + start[0].length, end)) });
        position = end + (start[2] ?? '').length;
      } else if (name) {
        tokens.push({ kind: 'name', text: name[0] });
        position += name[0].length;
      } else {
        if ('([{'.includes(character)) brackets.push(character);
        if (brackets.length > MAX_DEPTH) throw new PythonSyntaxError(`line ${lineOf()}: too many nested brackets`);
        const opening = CLOSING[character];
        if (opening !== undefined && brackets.pop() !== opening)
          throw new PythonSyntaxError(`line ${lineOf()}: ${character} closes nothing`);
        // == must not be taken for an assignment.
        const length = /^([=!<>]=|->|\*\*)/.test(text.slice(position, position + 2)) ? 2 : 1;
        tokens.push({ kind: 'other', text: text.slice(position, position + length) });
        position += length;
      }
    }
  }
  if (brackets.length > 0) throw new PythonSyntaxError(`a ${brackets.at(-1) ?? ''} is never closed`);
  return tokens;
}

/** Python's own rule: a tab goes to the next multiple of eight. */
function columnOf(indent: string): number {
  let column = 0;
  for (const character of indent)
    column = character === '\t' ? (Math.floor(column / 8) + 1) * 8 : character === '\f' ? 0 : column + 1;
  return column;
}

function endOfString(text: string, from: number, quote: string): number | null {
  for (let position = from; position < text.length; position += 1) {
    if (text[position] === '\\') position += 1;
    else if (text.startsWith(quote, position)) return position;
    else if (text[position] === '\n' && quote.length === 1) return null;
  }
  return null;
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '\n': '',
};

/** undefined for bytes and for f-strings, which are computed. */
function valueOf(prefix: string, raw: string): string | undefined {
  const kind = prefix.toLowerCase();
  if (kind.includes('b') || kind.includes('f')) return undefined;
  if (kind.includes('r')) return raw;
  return raw.replaceAll(
    /\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{1,3}|[\s\S])/g,
    (whole, escape: string) => {
      if (/^[xuU]./.test(escape)) {
        const point = Number.parseInt(escape.slice(1), 16);
        return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
      }
      if (/^[0-7]/.test(escape)) return String.fromCodePoint(Number.parseInt(escape, 8));
      return ESCAPES[escape] ?? (/^['"\\]$/.test(escape) ? escape : whole);
    },
  );
}
