import { quoteIdentifier, quoteLiteral } from '../quoting.js';
import { type SqlToken, sqlTokens } from './sql-tokens.js';

/** Where a definition names roles: one, or a list of them. The tokens of a list stand beside each other, but for commas. */
type Mention = readonly SqlToken[];

/** Answers null for a text that is not as pg_dump writes it. */
type Grammar = (tokens: Iterable<SqlToken>) => Mention[] | null;

/**
 * The kinds of entries whose definition names roles; of all others the owner alone does, which stands in a field of its
 * own. Each grammar is that of pg_dump (dumputils.c: buildACLCommands, buildDefaultACLCommands; pg_dump.c: dumpPolicy,
 * dumpUserMappings, dumpFunc), 9.2 to 18.
 */
const GRAMMARS: Partial<Record<string, Grammar>> = {
  ACL: inGrants,
  'DEFAULT ACL': inGrants,
  POLICY: inPolicy,
  'USER MAPPING': inUserMapping,
  FUNCTION: inSettings,
  PROCEDURE: inSettings,
};

/** Of what must exist even where neither owners nor grants are restored. */
const NAMED_ANYWAY = new Set(['POLICY', 'USER MAPPING']);

export interface DefinitionOptions {
  /** Off: in plain strings, too, a backslash escapes. */
  standardStrings?: boolean;
}

/**
 * The definition with other names for its roles, all at once; every other byte stays. `standsFor` answers undefined for
 * a role that keeps its name, and is never asked for PUBLIC. Null where the definition is not as pg_dump writes it.
 */
export function renameRoles(
  entry: { desc: string; definition: string },
  standsFor: (role: string) => string | undefined,
  options: DefinitionOptions = {},
): string | null {
  const grammar = GRAMMARS[entry.desc];
  if (grammar === undefined) return entry.definition;
  const mentions = grammar(sqlTokens(entry.definition, options));
  if (mentions === null) return null;
  let renamed = '';
  let at = 0;
  for (const mention of mentions) {
    const names = mention.map(({ value }) => standsFor(value));
    const [first] = mention;
    const last = mention.at(-1);
    if (first === undefined || last === undefined || names.every((name) => name === undefined)) continue;
    const written = mention.map((token, index) => writtenAs(token, names[index] ?? token.value, options));
    renamed += entry.definition.slice(at, first.start) + [...new Set(written)].join(', ');
    at = last.end;
  }
  return renamed + entry.definition.slice(at);
}

/** The roles that a restore without owners and grants names all the same. */
export function rolesNamedAnyway(toc: Iterable<{ desc: string; definition: string | null }>): string[] {
  const found = new Set<string>();
  for (const { desc, definition } of toc) {
    if (!NAMED_ANYWAY.has(desc) || definition === null) continue;
    renameRoles({ desc, definition }, (role) => {
      found.add(role);
      return undefined;
    });
  }
  return [...found];
}

/** Who granted something that is another's: only a superuser can grant it anew in their name. */
export function rolesGrantedBy(toc: Iterable<{ desc: string; definition: string | null }>): string[] {
  const found = new Set<string>();
  for (const { desc, definition } of toc) {
    if (desc !== 'ACL' || definition?.includes('SET SESSION AUTHORIZATION') !== true) continue;
    for (const statement of statementsOf(sqlTokens(definition))) {
      const [, , , grantor] = statement;
      if (startsWith(statement, 'SET', 'SESSION', 'AUTHORIZATION') && grantor !== undefined) found.add(grantor.value);
    }
  }
  return [...found];
}

/** Whose mapping, and on which server: there can be only one. */
export function userMappingOf(definition: string): { role: string; server: string } | null {
  const found = userMapping(sqlTokens(definition));
  return found && { role: found.role.value, server: found.server.value };
}

function writtenAs(token: SqlToken, role: string, { standardStrings = true }: DefinitionOptions): string {
  if (token.kind !== 'string') return quoteIdentifier(role);
  return standardStrings ? `'${role.replaceAll("'", "''")}'` : quoteLiteral(role).trimStart();
}

/** Statements, each of which ends with its one grantee. The grantor, where it is not the owner, takes the session over. */
function inGrants(tokens: Iterable<SqlToken>): Mention[] | null {
  const mentions: Mention[] = [];
  for (const statement of statementsOf(tokens)) {
    const roles = rolesOfGrant(statement);
    if (roles === null) return null;
    mentions.push(...roles.filter((role) => !isPublic(role)).map((role) => [role]));
  }
  return mentions;
}

function rolesOfGrant(statement: readonly SqlToken[]): SqlToken[] | null {
  if (startsWith(statement, 'RESET', 'SESSION', 'AUTHORIZATION')) return statement.length === 3 ? [] : null;
  if (startsWith(statement, 'SET', 'SESSION', 'AUTHORIZATION')) {
    const [, , , grantor] = statement;
    return statement.length === 4 && isName(grantor) ? [grantor] : null;
  }
  const roles: SqlToken[] = [];
  let grant = statement;
  if (startsWith(statement, 'ALTER', 'DEFAULT', 'PRIVILEGES', 'FOR', 'ROLE')) {
    const [, , , , , owner] = statement;
    if (!isName(owner)) return null;
    roles.push(owner);
    grant = statement.slice(startsWith(statement.slice(6), 'IN', 'SCHEMA') ? 9 : 6);
  }
  const [verb] = grant;
  if (!isWord(verb, 'GRANT') && !isWord(verb, 'REVOKE')) return null;
  if (startsWith(grant.slice(-3), 'WITH', 'GRANT', 'OPTION')) grant = grant.slice(0, -3);
  const grantee = grant.at(-1);
  // As older versions write a role whose name begins with "group ".
  const preposition = isWord(grant.at(-2), 'GROUP') ? grant.at(-3) : grant.at(-2);
  if (!isName(grantee) || !isWord(preposition, verb?.value === 'GRANT' ? 'TO' : 'FROM')) return null;
  return [...roles, grantee];
}

/** `CREATE POLICY p ON s.t [AS RESTRICTIVE] [FOR …] [TO a, b] [USING (…)] [WITH CHECK (…)]` */
function inPolicy(tokens: Iterable<SqlToken>): Mention[] | null {
  const source = tokens[Symbol.iterator]();
  const next = (): SqlToken | undefined => {
    const result = source.next();
    return result.done === true ? undefined : result.value;
  };
  if (!isWord(next(), 'CREATE') || !isWord(next(), 'POLICY') || !isName(next()) || !isWord(next(), 'ON')) return null;
  if (!isName(next())) return null;
  let token = next();
  if (isSymbol(token, '.')) {
    if (!isName(next())) return null;
    token = next();
  }
  for (const clause of ['AS', 'FOR']) {
    if (!isWord(token, clause)) continue;
    if (!isName(next())) return null;
    token = next();
  }
  const roles: SqlToken[] = [];
  if (isWord(token, 'TO')) {
    do {
      const role = next();
      if (!isName(role)) return null;
      roles.push(role);
      token = next();
    } while (isSymbol(token, ','));
  }
  const isEnd = token === undefined || isSymbol(token, ';') || isWord(token, 'USING') || isWord(token, 'WITH');
  if (!isEnd) return null;
  // Beside PUBLIC nobody is named; pg_dump leaves it out.
  return roles.length === 0 || roles.some(isPublic) ? [] : [roles];
}

/** `CREATE USER MAPPING FOR a SERVER s [OPTIONS (…)]` */
function inUserMapping(tokens: Iterable<SqlToken>): Mention[] | null {
  const found = userMapping(tokens);
  return found && (isPublic(found.role) ? [] : [[found.role]]);
}

function userMapping(tokens: Iterable<SqlToken>): { role: SqlToken; server: SqlToken } | null {
  const first = firstOf(tokens, 7);
  const [, , , , role, serverWord, server] = first;
  if (!startsWith(first, 'CREATE', 'USER', 'MAPPING', 'FOR') || !isWord(serverWord, 'SERVER')) return null;
  return isName(role) && isName(server) ? { role, server } : null;
}

const SETTINGS_WITH_ROLES = new Set(['role', 'session_authorization']);

/** `SET role TO '…'` of a function: before its body, and outside of its arguments. */
function inSettings(tokens: Iterable<SqlToken>): Mention[] | null {
  const mentions: Mention[] = [];
  let depth = 0;
  let before: SqlToken | undefined;
  let last: SqlToken | undefined;
  for (const token of tokens) {
    if (isSymbol(token, '(')) depth++;
    if (isSymbol(token, ')')) depth--;
    if (depth === 0 && ['AS', 'BEGIN', 'RETURN'].some((word) => isWord(token, word))) break;
    if (depth === 0 && isWord(last, 'TO') && SETTINGS_WITH_ROLES.has(before?.value ?? '')) {
      if (token.kind !== 'string') return null;
      mentions.push([token]);
    }
    [before, last] = [last, token];
  }
  return mentions;
}

function statementsOf(tokens: Iterable<SqlToken>): SqlToken[][] {
  const statements: SqlToken[][] = [[]];
  for (const token of tokens) {
    if (isSymbol(token, ';')) statements.push([]);
    else statements.at(-1)?.push(token);
  }
  return statements.filter((statement) => statement.length > 0);
}

function firstOf(tokens: Iterable<SqlToken>, count: number): SqlToken[] {
  const first: SqlToken[] = [];
  for (const token of tokens) if (first.push(token) === count) break;
  return first;
}

function startsWith(tokens: readonly SqlToken[], ...words: string[]): boolean {
  return words.every((word, index) => isWord(tokens[index], word));
}

/** pg_dump writes keywords in capitals; a bare name has none. */
function isWord(token: SqlToken | undefined, word: string): boolean {
  return token?.kind === 'word' && token.value === word;
}

function isSymbol(token: SqlToken | undefined, symbol: string): boolean {
  return token?.kind === 'symbol' && token.value === symbol;
}

function isName(token: SqlToken | undefined): token is SqlToken {
  return token?.kind === 'word' || token?.kind === 'name';
}

/** Quoted, too, PostgreSQL takes it for everybody; no role can be called so. */
function isPublic({ kind, value }: SqlToken): boolean {
  return kind === 'word' ? value.toLowerCase() === 'public' : value === 'public';
}
