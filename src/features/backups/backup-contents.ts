import type { ArchiveReader } from '../../platform/postgres/archive/archive-reader.js';
import type { TocEntry } from '../../platform/postgres/archive/toc.js';
import type { TableSize } from '../../platform/postgres/table-sizes.js';

/** What a backup holds, as a tree. `null` stands for what was not recorded when it was made. */
export interface BackupContents {
  schemas: ContentsSchema[];
  /** Of the whole database, by kind, such as `EXTENSION` or `PUBLICATION`. */
  database: Record<string, string[]> | null;
  largeObjects: number | null;
  files: string[];
}

export interface ContentsSchema {
  name: string;
  tables: ContentsTable[];
  /** Names by kind, such as `views`; indexes and the like hang on a table and are counted. */
  objects: Record<ObjectKind, string[]> | null;
  counts: Record<CountedKind, number> | null;
}

export interface ContentsTable {
  name: string;
  /** A partitioned table has no rows of its own: its partitions have. Absent where it was not recorded. */
  kind?: TableKind;
  /** null: its definition alone is in the archive, as of a partitioned table. */
  rows: number | null;
  /** In the database, with indexes and TOAST; null: the table was locked when it was asked. */
  bytes: number | null;
  /** Of its rows in the plain archive. */
  archiveBytes: number | null;
}

export type TableKind = 'table' | 'partitioned';

const OBJECTS = {
  views: ['VIEW'],
  materializedViews: ['MATERIALIZED VIEW'],
  foreignTables: ['FOREIGN TABLE'],
  sequences: ['SEQUENCE'],
  functions: ['FUNCTION', 'PROCEDURE', 'AGGREGATE'],
  types: ['TYPE', 'DOMAIN', 'SHELL TYPE'],
} as const satisfies Record<string, readonly string[]>;
export type ObjectKind = keyof typeof OBJECTS;
export const OBJECT_KINDS = Object.keys(OBJECTS) as ObjectKind[];

const COUNTED = {
  indexes: ['INDEX'],
  constraints: ['CONSTRAINT', 'FK CONSTRAINT', 'CHECK CONSTRAINT'],
  triggers: ['TRIGGER'],
  policies: ['POLICY'],
} as const satisfies Record<string, readonly string[]>;
export type CountedKind = keyof typeof COUNTED;
export const COUNTED_KINDS = Object.keys(COUNTED) as CountedKind[];

const OF_DATABASE: readonly string[] = [
  'EXTENSION',
  'EVENT TRIGGER',
  'FOREIGN DATA WRAPPER',
  'FOREIGN SERVER',
  'PUBLICATION',
  'SUBSCRIPTION',
];

/** From what is known when a backup is made: the archive, and the sizes of the tables in the database. */
export function contentsOf(
  archive: Pick<ArchiveReader, 'toc' | 'tableRows' | 'largeObjects'>,
  sizes: readonly TableSize[],
): BackupContents {
  const schemas = new Map<string, ContentsSchema>();
  const schemaOf = (name: string): ContentsSchema => {
    const known = schemas.get(name) ?? { name, tables: [], objects: noObjects(), counts: noCounts() };
    schemas.set(name, known);
    return known;
  };
  const bytes = new Map(sizes.map((size) => [key(size.schema, size.name), size.bytes]));
  const data = new Map(archive.tableRows().map((table) => [key(table.namespace, table.tag), table]));
  const database: Record<string, string[]> = {};
  for (const entry of archive.toc ?? []) {
    if (entry.desc === 'SCHEMA') schemaOf(entry.tag);
    else if (OF_DATABASE.includes(entry.desc)) (database[entry.desc] ??= []).push(entry.tag);
    else if (entry.namespace !== null && entry.namespace !== '') addTo(schemaOf(entry.namespace), entry);
  }
  const defined = new Set(
    [...schemas.values()].flatMap(({ name, tables }) => tables.map((table) => key(name, table.name))),
  );
  // Configuration tables of an extension have rows in the archive, and no definition.
  for (const { namespace, tag } of data.values()) {
    if (!defined.has(key(namespace, tag))) schemaOf(namespace).tables.push(tableOf(tag));
  }
  for (const schema of schemas.values()) {
    for (const table of schema.tables) {
      const found = data.get(key(schema.name, table.name));
      table.rows = found?.rows ?? null;
      table.archiveBytes = found?.bytes ?? null;
      table.bytes = bytes.get(key(schema.name, table.name)) ?? null;
    }
  }
  return { schemas: inOrder(schemas), database, largeObjects: archive.largeObjects, files: [] };
}

/** Of a backup from before contents were recorded: what its row counts tell. */
export function contentsOfCounts(tableCounts: Readonly<Record<string, number>>): BackupContents {
  const schemas = new Map<string, ContentsSchema>();
  for (const [quoted, rows] of Object.entries(tableCounts)) {
    const [schema = '', name = ''] = unquotedName(quoted);
    const known = schemas.get(schema) ?? { name: schema, tables: [], objects: null, counts: null };
    schemas.set(schema, known);
    known.tables.push({ ...tableOf(name), rows });
  }
  return { schemas: inOrder(schemas), database: null, largeObjects: null, files: [] };
}

/** The two names of `schema.table` as quote_ident writes them. */
export function unquotedName(name: string): string[] {
  return [...name.matchAll(/"((?:[^"]|"")*)"|[^".]+/g)].map(
    ([plain, quoted]) => quoted?.replaceAll('""', '"') ?? plain,
  );
}

function addTo(schema: ContentsSchema, { desc, tag, definition }: TocEntry): void {
  if (desc === 'TABLE') schema.tables.push({ ...tableOf(tag), kind: kindOf(definition) });
  for (const kind of OBJECT_KINDS) if (isOneOf(OBJECTS[kind], desc)) schema.objects?.[kind].push(tag);
  for (const kind of COUNTED_KINDS)
    if (isOneOf(COUNTED[kind], desc) && schema.counts !== null) schema.counts[kind] += 1;
}

/** As pg_dump ends the definition of a partitioned table, which may be a partition of another. */
function kindOf(definition: string | null): TableKind {
  return /\nPARTITION BY (?:RANGE|LIST|HASH) \([^\n]*\);\s*$/.test(definition ?? '') ? 'partitioned' : 'table';
}

function isOneOf(kinds: readonly string[], desc: string): boolean {
  return kinds.includes(desc);
}

function tableOf(name: string): ContentsTable {
  return { name, rows: null, bytes: null, archiveBytes: null };
}

function noObjects(): Record<ObjectKind, string[]> {
  return { views: [], materializedViews: [], foreignTables: [], sequences: [], functions: [], types: [] };
}

function noCounts(): Record<CountedKind, number> {
  return { indexes: 0, constraints: 0, triggers: 0, policies: 0 };
}

function inOrder(schemas: ReadonlyMap<string, ContentsSchema>): ContentsSchema[] {
  const sorted = [...schemas.values()].sort(byName);
  for (const { tables } of sorted) tables.sort(byName);
  return sorted;
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

/** A NUL can be in no name of PostgreSQL. */
function key(schema: string, name: string): string {
  return `${schema}\0${name}`;
}
