import { quoteIdentifier } from '../quoting.js';
import { defaultedColumn, qualifiedName, tableColumns } from './table-columns.js';
import type { TocEntry } from './toc.js';

/** What differs between two schemas, by names in alphabetical order. */
export interface SchemaDifference {
  added: string[];
  removed: string[];
  /** Defined otherwise. */
  changed: string[];
}

/**
 * Compares what two archives define, by their tables of contents. A table goes by its name (`public.orders`), a column
 * after its table (`public.orders.note`), and anything else after its kind (`index public.orders_note_idx`); names are
 * quoted where SQL asks for it. Who owns what, and where it lies, is not compared. A definition may hold a password
 * (user mappings, subscriptions): none of its text is in the answer.
 */
export function compareSchemas(before: readonly TocEntry[], after: readonly TocEntry[]): SchemaDifference {
  const [one, other] = [objectsOf(before), objectsOf(after)];
  const difference = differenceOf(one.definitions, other.definitions);
  for (const table of difference.changed.filter((name) => one.tables.has(name))) {
    const columns = differenceOf(columnsOf(one, table), columnsOf(other, table));
    difference.added.push(...columns.added);
    difference.removed.push(...columns.removed);
    difference.changed.push(...columns.changed);
  }
  return {
    added: difference.added.sort(),
    removed: difference.removed.sort(),
    changed: difference.changed.sort(),
  };
}

/** The tables that an archive defines, by the same names. */
export function definedTables(toc: readonly TocEntry[]): string[] {
  return [...objectsOf(toc).tables.keys()];
}

interface SchemaObjects {
  /** By name, all that defines an object. */
  definitions: Map<string, string>;
  /** By name: how each table is created, and the defaults that its columns get afterwards. */
  tables: Map<string, { create: string; defaults: [column: string, definition: string][] }>;
}

function objectsOf(toc: readonly TocEntry[]): SchemaObjects {
  const definitions = new Map<string, string>();
  const tables: SchemaObjects['tables'] = new Map();
  const names = new Map<string, string>();
  for (const { desc, namespace, tag, definition } of toc) {
    if (desc !== 'TABLE') continue;
    const name = qualifiedName(definition ?? '') ?? qualified(namespace, tag);
    tables.set(name, { create: definition ?? '', defaults: [] });
    names.set(qualified(namespace, tag), name);
  }
  for (const entry of toc) {
    if (!isDefinition(entry)) continue;
    const definition = entry.definition ?? '';
    const defaulted = entry.desc === 'DEFAULT' ? defaultedColumn(definition) : null;
    if (defaulted !== null) tables.get(defaulted.table)?.defaults.push([defaulted.column, definition]);
    const own = nameOf(entry);
    const name = defaulted?.table ?? names.get(own) ?? own;
    // Of one name there may be several entries: a table, and that it is a partition. They come in the order of their making.
    definitions.set(name, (definitions.get(name) ?? '') + definition);
  }
  return { definitions, tables };
}

function columnsOf({ tables }: SchemaObjects, table: string): Map<string, string> {
  const { create, defaults } = tables.get(table) ?? { create: '', defaults: [] };
  const columns = tableColumns(create);
  for (const [column, definition] of defaults) columns.set(column, (columns.get(column) ?? '') + definition);
  return new Map([...columns].map(([column, definition]) => [`${table}.${column}`, definition]));
}

function differenceOf(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): SchemaDifference {
  return {
    added: [...after.keys()].filter((name) => !before.has(name)),
    removed: [...before.keys()].filter((name) => !after.has(name)),
    changed: [...before].filter(([name, text]) => (after.get(name) ?? text) !== text).map(([name]) => name),
  };
}

/** Session settings, rows, and the values of sequences define nothing. */
const NO_DEFINITION: ReadonlySet<string> = new Set(['ENCODING', 'STDSTRINGS', 'SEARCHPATH', 'SEQUENCE SET']);

function isDefinition({ desc, tag, section, definition }: TocEntry): boolean {
  if (definition === null || definition === '' || section === 'data' || NO_DEFINITION.has(desc)) return false;
  return !/ DATA$|^DATABASE|^BLOB|^LARGE OBJECT/.test(desc) && !tag.startsWith('LARGE OBJECT ');
}

/** What is said of an object in an entry of its own belongs to it. */
const PARTS: Readonly<Record<string, string>> = {
  'TABLE ATTACH': 'TABLE',
  'ROW SECURITY': 'TABLE',
  'INDEX ATTACH': 'INDEX',
  'SEQUENCE OWNED BY': 'SEQUENCE',
};

/** Of these the tag is a kind and a name: `TABLE orders`. */
const ABOUT_OTHERS: Readonly<Record<string, string>> = {
  COMMENT: 'comment on',
  ACL: 'privileges of',
  'SECURITY LABEL': 'security label of',
};

function nameOf({ desc, namespace, tag }: TocEntry): string {
  const kind = PARTS[desc] ?? desc;
  if (kind === 'TABLE') return qualified(namespace, tag);
  const about = ABOUT_OTHERS[kind];
  if (about !== undefined)
    return [about, tag, ...(isNone(namespace) ? [] : ['in', quoteIfNeeded(namespace)])].join(' ');
  // The tags of functions, constraints and triggers are more than a name; those of others are one.
  const name = SINGLE_NAMES.has(kind) ? quoteIfNeeded(tag) : tag;
  return `${kind.toLowerCase()} ${isNone(namespace) ? '' : `${quoteIfNeeded(namespace)}.`}${name}`;
}

const SINGLE_NAMES: ReadonlySet<string> = new Set([
  ...['SCHEMA', 'EXTENSION', 'INDEX', 'SEQUENCE', 'VIEW', 'MATERIALIZED VIEW', 'FOREIGN TABLE', 'TYPE', 'DOMAIN'],
  ...['COLLATION', 'STATISTICS', 'PUBLICATION', 'SUBSCRIPTION', 'EVENT TRIGGER', 'FOREIGN SERVER'],
]);

function qualified(namespace: string | null, name: string): string {
  return isNone(namespace) ? quoteIfNeeded(name) : `${quoteIfNeeded(namespace)}.${quoteIfNeeded(name)}`;
}

function isNone(namespace: string | null): namespace is null {
  return namespace === null || namespace === '';
}

/** As people write names: quoted where they would be read otherwise. */
function quoteIfNeeded(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : quoteIdentifier(name);
}
