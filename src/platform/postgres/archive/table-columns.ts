import { sqlTokens } from './sql-tokens.js';

/** Bare words that begin a constraint where a column could stand; a column of such a name is quoted by pg_dump. */
const CONSTRAINTS: ReadonlySet<string> = new Set(['CONSTRAINT', 'CHECK', 'EXCLUDE', 'FOREIGN', 'PRIMARY', 'UNIQUE']);

/** The columns of a table by its `CREATE TABLE` as pg_dump writes it: name as it is written there, to type and constraints. */
export function tableColumns(createTable: string): Map<string, string> {
  const columns = new Map<string, string>();
  let depth = 0;
  let column: { name: string; start: number } | null = null;
  let isStart = false;
  const close = (end: number): void => {
    if (column !== null) columns.set(column.name, createTable.slice(column.start, end).trim());
    column = null;
  };
  for (const token of sqlTokens(createTable)) {
    const symbol = token.kind === 'symbol' ? token.value : '';
    if (symbol === '(' || symbol === '[') {
      depth += 1;
      isStart = depth === 1;
    } else if (symbol === ')' || symbol === ']') {
      depth -= 1;
      if (depth > 0) continue;
      close(token.start);
      break; // what follows says of whom it inherits, how it is partitioned, and where it lies
    } else if (depth === 1 && symbol === ',') {
      close(token.start);
      isStart = true;
    } else if (isStart) {
      isStart = false;
      const isColumn = token.kind === 'name' || (token.kind === 'word' && !CONSTRAINTS.has(token.value));
      if (isColumn) column = { name: createTable.slice(token.start, token.end), start: token.end };
    }
  }
  return columns;
}

/** The first `schema.name` of a definition, as it is written there; null where it has none (pg_dump before 10.3). */
export function qualifiedName(definition: string): string | null {
  let before: { start: number } | null = null;
  let hasDot = false;
  for (const token of sqlTokens(definition)) {
    const isName = token.kind === 'word' || token.kind === 'name';
    if (hasDot && before !== null) return isName ? definition.slice(before.start, token.end) : null;
    if (isName) before = token;
    else if (token.kind === 'symbol' && token.value === '.') hasDot = true;
    else return null;
  }
  return null;
}

/** Of which column of which table a `DEFAULT` entry is: `ALTER TABLE ONLY public.a ALTER COLUMN id SET DEFAULT …`. */
export function defaultedColumn(alterTable: string): { table: string; column: string } | null {
  const table = qualifiedName(alterTable);
  let isNext = false;
  for (const token of sqlTokens(alterTable)) {
    if (isNext && table !== null) return { table, column: alterTable.slice(token.start, token.end) };
    isNext = token.kind === 'word' && token.value === 'COLUMN';
  }
  return null;
}
