import { AppError } from '../../../common/app-error.js';
import type { ParsedToc } from './recode-archive.js';
import { type SqlToken, sqlTokens } from './sql-tokens.js';
import type { TocEntry } from './toc.js';

/**
 * Refuses a table of contents that pg_dump would not have written. pg_restore sends each definition as it stands, with
 * all the rights of its role: whatever is no definition of an object of the database (`ALTER SYSTEM`, `DROP DATABASE`,
 * `COPY … FROM PROGRAM`, `DO`) does not come in. What a function does when it is called cannot be told from here; that is
 * what the role without rights is for.
 * @throws AppError ARCHIVE_UNREADABLE naming the first entry that is refused, never what it holds
 */
export function vetToc({ toc }: Pick<ParsedToc, 'toc'>): void {
  for (const entry of toc) {
    const why = whyRefused(entry);
    if (why === null) continue;
    throw new AppError('ARCHIVE_UNREADABLE', `The entry ${entry.dumpId} (${named(entry)}) of the archive ${why}.`, {
      hint: 'No pg_dump of ours to trust wrote that. If it is a dump of yours, restore it into a scratch database and dump that with pg_dump -Fc.',
    });
  }
}

/** As pg_restore prints the kind into its script, where a line break would begin a statement. */
const KIND = /^[A-Z][A-Z ]{1,40}$/;
const SET_ENCODING = /^SET client_encoding = '[A-Za-z0-9_]{1,30}';\s*$/;
const SET_STRINGS = /^SET standard_conforming_strings = 'on';\s*$/;
const SET_SEARCH_PATH = /^SELECT pg_catalog\.set_config\('search_path', '[^'\\]*', false\);\s*$/;
/** Kinds whose data pg_restore loads as large objects, and does not run. */
const LARGE_OBJECTS = new Set(['BLOBS', 'BLOB', 'BLOB DATA']);

function whyRefused(entry: TocEntry): string | null {
  const { desc, tag, namespace, owner, tablespace, definition, copyStatement } = entry;
  if (!KIND.test(desc)) return 'is of no known kind';
  const texts = [tag, namespace, owner, tablespace, definition, copyStatement];
  if (texts.some((text) => text?.includes('\0') === true)) return 'has a zero byte';
  switch (desc) {
    case 'ENCODING':
      return SET_ENCODING.test(definition ?? '') ? null : 'sets more than the encoding';
    case 'STDSTRINGS':
      return SET_STRINGS.test(definition ?? '') ? null : 'does not set standard_conforming_strings = on';
    case 'SEARCHPATH':
      return SET_SEARCH_PATH.test(definition ?? '') ? null : 'sets more than the search path';
    case 'BLOB METADATA': // numbers of large objects, which pg_restore puts into statements of its own
      return /^(\d+\s*)*$/.test(definition ?? '') ? null : 'holds more than numbers of large objects';
  }
  return whyDataRefused(entry) ?? (definition === null ? null : whyStatementRefused(definition, entry));
}

function whyDataRefused({ desc, hasData, copyStatement }: TocEntry): string | null {
  if (copyStatement !== null && (desc !== 'TABLE DATA' || !isCopyFromStdin(copyStatement))) {
    return 'loads its rows by another statement than COPY … FROM stdin';
  }
  if (!hasData || LARGE_OBJECTS.has(desc)) return null;
  if (desc !== 'TABLE DATA') return 'holds data that would be run';
  // Rows as INSERTs are statements, and nobody would look at them before they are run.
  return copyStatement === null ? 'holds its rows as INSERTs: dump without --inserts' : null;
}

function isCopyFromStdin(statement: string): boolean {
  const statements = statementsOf(statement);
  const [copy] = statements ?? [];
  if (statements?.length !== 1 || copy === undefined) return false;
  const words = copy.filter(({ kind }) => kind === 'word' || kind === 'name');
  const [from, stdin] = copy.slice(-2);
  const hasOthers = copy.some(({ kind, value }) => kind === 'string' || kind === 'other' || isSymbolOf(kind, value));
  return (
    isWord(copy[0], 'COPY') &&
    isWord(from, 'FROM') &&
    isWord(stdin, 'STDIN') &&
    !hasOthers &&
    words.filter((word) => isWord(word, 'FROM')).length === 1
  );
}

function isSymbolOf(kind: SqlToken['kind'], value: string): boolean {
  return kind === 'symbol' && !['.', ',', '(', ')'].includes(value);
}

/** Objects that a database holds; what belongs to the whole server is not among them. */
const OBJECTS = [
  ...[
    'SCHEMA',
    'TABLE',
    'UNLOGGED TABLE',
    'UNLOGGED SEQUENCE',
    'FOREIGN TABLE',
    'VIEW',
    'RECURSIVE VIEW',
    'MATERIALIZED VIEW',
    'SEQUENCE',
  ],
  ...['INDEX', 'UNIQUE INDEX', 'FUNCTION', 'PROCEDURE', 'ROUTINE', 'AGGREGATE', 'TYPE', 'DOMAIN', 'CAST', 'OPERATOR'],
  ...['CONVERSION', 'DEFAULT CONVERSION', 'COLLATION', 'TEXT SEARCH', 'TRIGGER', 'CONSTRAINT TRIGGER', 'EVENT TRIGGER'],
  ...[
    'RULE',
    'POLICY',
    'EXTENSION',
    'LANGUAGE',
    'TRUSTED LANGUAGE',
    'PROCEDURAL LANGUAGE',
    'TRUSTED PROCEDURAL LANGUAGE',
  ],
  ...['STATISTICS', 'SERVER', 'USER MAPPING', 'FOREIGN DATA WRAPPER', 'PUBLICATION', 'SUBSCRIPTION', 'TRANSFORM'],
  ...['ACCESS METHOD', 'DEFAULT PRIVILEGES', 'LARGE OBJECT', 'COLUMN', 'CONSTRAINT'],
].map((words) => words.split(' '));
/** Of the whole server, and named by statements that are otherwise of a database. */
const OF_SERVER = ['DATABASE', 'ROLE', 'TABLESPACE', 'PARAMETER'];
const IN_BODIES = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'MERGE', 'WITH', 'VALUES', 'RETURN', 'END'];

function whyStatementRefused(definition: string, { desc, tag }: TocEntry): string | null {
  const statements = statementsOf(definition);
  if (statements === null) return 'holds text that cannot be told apart into statements';
  // The database itself: pg_restore makes, alters and grants it with --create alone, which is never said.
  const isOfDatabase = desc === 'DATABASE' || desc === 'DATABASE PROPERTIES' || tag.startsWith('DATABASE ');
  if (isOfDatabase && ['DATABASE', 'DATABASE PROPERTIES', 'ACL', 'COMMENT', 'SECURITY LABEL'].includes(desc))
    return null;
  const mayHaveBody = desc === 'FUNCTION' || desc === 'PROCEDURE';
  for (const [index, statement] of statements.entries()) {
    if (isDefinition(statement, desc)) continue;
    if (index > 0 && mayHaveBody && hasBody(statements[0]) && isAnyWord(statement[0], IN_BODIES)) continue;
    return 'holds a statement that defines no object of the database';
  }
  return null;
}

function isDefinition(statement: readonly SqlToken[], desc: string): boolean {
  const [first, second] = statement;
  if (isWord(first, 'CREATE') || isWord(first, 'ALTER')) {
    const rest = startsWith(statement.slice(1), ['OR', 'REPLACE']) ? statement.slice(3) : statement.slice(1);
    return OBJECTS.some((words) => startsWith(rest, words));
  }
  if (isWord(first, 'COMMENT')) return isWord(second, 'ON') && !isAnyWord(statement[2], OF_SERVER);
  if (isWord(first, 'SECURITY')) {
    const on = statement.findIndex((token) => isWord(token, 'ON'));
    return isWord(second, 'LABEL') && on > 0 && !isAnyWord(statement[on + 1], OF_SERVER);
  }
  if (isWord(first, 'GRANT') || isWord(first, 'REVOKE')) {
    const on = statement.findIndex((token) => isWord(token, 'ON'));
    return on > 0 && !isAnyWord(statement[on + 1], OF_SERVER);
  }
  if (isWord(first, 'REFRESH')) return startsWith(statement, ['REFRESH', 'MATERIALIZED', 'VIEW']);
  // Who granted what is another's: only a superuser may, and no superuser restores this.
  if (desc === 'ACL' || desc === 'DEFAULT ACL') {
    const session = ['SESSION', 'AUTHORIZATION'];
    return startsWith(statement, ['SET', ...session]) || startsWith(statement, ['RESET', ...session]);
  }
  return isCallOfPgDump(statement) || (desc === 'STATISTICS DATA' && isStatistics(statement));
}

/** `SELECT pg_catalog.setval('public.s', 7, true)`, and nothing that calls anything else. */
function isCallOfPgDump(statement: readonly SqlToken[]): boolean {
  const words = statement.filter(({ kind }) => kind === 'word').map(({ value }) => value.toLowerCase());
  const [select, schema, name, ...flags] = words;
  return (
    select === 'select' &&
    schema === 'pg_catalog' &&
    (name === 'setval' || name === 'lo_create') &&
    flags.every((flag) => flag === 'true' || flag === 'false') &&
    statement.every(({ kind }) => kind !== 'name') &&
    startsWith(statement, ['SELECT', 'pg_catalog', '.', name, '('])
  );
}

/** `SELECT * FROM pg_catalog.pg_restore_relation_stats('relpages', 3::integer, …)`, of pg_dump 18. */
function isStatistics(statement: readonly SqlToken[]): boolean {
  const called = statement.filter(
    (_token, index) => statement[index + 1]?.value === '(' && statement[index + 1]?.kind === 'symbol',
  );
  const selects = statement.filter((token) => isWord(token, 'SELECT'));
  return (
    startsWith(statement, ['SELECT', '*', 'FROM', 'pg_catalog', '.']) &&
    selects.length === 1 &&
    called.length === 1 &&
    isAnyWord(called[0], ['pg_restore_relation_stats', 'pg_restore_attribute_stats'])
  );
}

function hasBody(statement: readonly SqlToken[] | undefined): boolean {
  return statement?.some((token, index) => isWord(token, 'BEGIN') && isWord(statement[index + 1], 'ATOMIC')) === true;
}

/** Divided at semicolons outside of parentheses; null for what nobody could divide with certainty. */
function statementsOf(sql: string): SqlToken[][] | null {
  const statements: SqlToken[][] = [];
  let current: SqlToken[] = [];
  let depth = 0;
  let before: SqlToken | null = null;
  for (const token of sqlTokens(sql)) {
    const isEndless = token.kind === 'other' && token.end >= sql.length && isUnclosed(sql.slice(token.start));
    // A comment would hide a quote from us that the server sees, or the other way round.
    const isComment = token.value === '*' && before?.value === '/' && before.end === token.start;
    if (isEndless || (isComment && token.kind === 'symbol')) return null;
    before = token;
    if (token.kind === 'symbol' && token.value === '(') depth += 1;
    if (token.kind === 'symbol' && token.value === ')') depth -= 1;
    if (token.kind === 'symbol' && token.value === ';' && depth <= 0) {
      if (current.length > 0) statements.push(current);
      current = [];
    } else {
      current.push(token);
    }
  }
  if (current.length > 0) statements.push(current);
  return statements;
}

function isUnclosed(text: string): boolean {
  if (/^[Ee]?'/.test(text)) return !text.endsWith("'") || text.length < 2;
  if (text.startsWith('"')) return true; // a whole name is of the kind `name`
  const [quote] = /^\$[^$]*\$/.exec(text) ?? [];
  return quote !== undefined && (text.length < 2 * quote.length || !text.endsWith(quote));
}

function startsWith(statement: readonly SqlToken[], words: readonly string[]): boolean {
  return words.every((word, index) => {
    const token = statement[index];
    return isWord(token, word) || (token?.kind === 'symbol' && token.value === word);
  });
}

function isWord(token: SqlToken | undefined, word: string): boolean {
  return token?.kind === 'word' && token.value.toUpperCase() === word.toUpperCase();
}

function isAnyWord(token: SqlToken | undefined, words: readonly string[]): boolean {
  return words.some((word) => isWord(token, word));
}

function named({ desc, tag }: TocEntry): string {
  const text = `${desc} ${tag}`.replaceAll(/\p{Cc}/gu, ' ');
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
