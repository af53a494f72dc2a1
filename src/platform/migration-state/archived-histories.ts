import { storableText } from '../../common/storable.js';
import { decoderOf, encodingOf } from '../postgres/archive/archive-encoding.js';
import { copyRows } from '../postgres/archive/copy-text.js';
import { KeptRows } from '../postgres/archive/kept-rows.js';
import { sqlTokens } from '../postgres/archive/sql-tokens.js';
import { tableColumns } from '../postgres/archive/table-columns.js';
import type { TocEntry } from '../postgres/archive/toc.js';
import type { TableAdapter } from './adapters/table-adapter.js';
import { adaptersFor, type MigrationSource, optionsOf } from './migration-states.js';
import type { FrameworkState, MigrationState } from './migration-state.js';
import { MAX_NAME_LENGTH, MAX_ROWS, type TableShape } from './migrations-tables.js';

const MOST_BYTES = 32 * 1024 ** 2;

export interface ArchivedState extends MigrationState {
  /** Tables that look like a history and cannot be read as one. */
  unread: string[];
}

/** The data of a table that holds a history, by its entry. */
interface Found {
  adapter: TableAdapter;
  /** Of its table. */
  key: string;
  /** Of COPY, in its order. */
  columns: string[];
}

/**
 * What an archive says the dumped database has had, read as it streams by: by name and shape of the tables, as in a
 * database. Nothing of the archive is run; whoever wrote it may have written anything.
 */
export class ArchivedHistories {
  /** For the reader of the archive. */
  readonly kept = new KeptRows(({ dumpId }) => this.found.has(dumpId), MOST_BYTES);
  private readonly found = new Map<number, Found>();
  private decode = decoderOf('UTF8');

  constructor(private readonly source: MigrationSource) {}

  /** To be shown the table of contents before any row goes by. */
  look(toc: readonly TocEntry[]): void {
    this.decode = decoderOf(encodingOf(toc.find(({ desc }) => desc === 'ENCODING')?.definition ?? null));
    const tables = new Map(toc.filter(({ desc }) => desc === 'TABLE').map((entry) => [keyOf(entry), entry]));
    for (const entry of toc) {
      if (entry.desc !== 'TABLE DATA' || entry.copyStatement === null) continue;
      const definition = tables.get(keyOf(entry))?.definition;
      const adapter = definition == null ? undefined : this.adapterOf(entry, definition);
      if (adapter === undefined) continue;
      const columns = copiedColumns(entry.copyStatement);
      this.found.set(entry.dumpId, { adapter, key: keyOf(entry), columns });
    }
  }

  /** Once the archive went by; in the order of a database's. @param names tables as quote_ident writes them, by the entry of their data */
  state(names: ReadonlyMap<number, string>): ArchivedState {
    const state: ArchivedState = { frameworks: [], unread: [] };
    const adapters = adaptersFor(this.source.framework);
    const inOrder = [...this.found].sort(
      ([, a], [, b]) => adapters.indexOf(a.adapter) - adapters.indexOf(b.adapter) || (a.key < b.key ? -1 : 1),
    );
    for (const [dumpId, found] of inOrder) {
      const table = names.get(dumpId);
      if (table === undefined) continue;
      const read = this.read(dumpId, table, found);
      if (read === null) state.unread.push(table);
      else state.frameworks.push(read);
    }
    return state;
  }

  private adapterOf(entry: TocEntry, createTable: string): TableAdapter | undefined {
    return adaptersFor(this.source.framework).find((adapter) => {
      const { name, shape } = adapter.historyTable(optionsOf(this.source));
      return spellingsOf(entry).has(name) && hasShape(createTable, shape);
    });
  }

  private read(dumpId: number, table: string, { adapter, columns }: Found): FrameworkState | null {
    const kept = this.kept.of(dumpId);
    if (kept === null) return null;
    const wanted = adapter.historyTable(optionsOf(this.source)).columns;
    const rows: { id: bigint; row: Record<string, string> }[] = [];
    for (const fields of copyRows(this.decode(kept))) {
      const row = Object.fromEntries(columns.map((column, index) => [column, fields[index] ?? null]));
      const isWhole = fields.length === columns.length && wanted.every((column) => typeof row[column] === 'string');
      if (!isWhole || !/^-?\d{1,19}$/.test(row.id ?? '') || rows.length === MAX_ROWS) return null;
      const texts = wanted.map((column) => [column, storableText((row[column] ?? '').slice(0, MAX_NAME_LENGTH))]);
      rows.push({
        id: BigInt(row.id ?? 0),
        row: Object.fromEntries(texts) as Record<string, string>,
      });
    }
    rows.sort((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)));
    return adapter.stateOf(
      table,
      rows.map(({ row }) => row),
    );
  }
}

function keyOf({ namespace, tag }: TocEntry): string {
  return JSON.stringify([namespace, tag]);
}

/** However somebody may call the table in a source's settings; as `findMigrationsTables` takes it. */
function spellingsOf({ namespace, tag }: TocEntry): Set<string> {
  const [schemas, tables] = [namespace ?? '', tag].map((name) => [name, `"${name.replaceAll('"', '""')}"`]);
  const qualified = (schemas ?? []).flatMap((schema) => (tables ?? []).map((table) => `${schema}.${table}`));
  return new Set([...(tables ?? []), ...qualified]);
}

function hasShape(createTable: string, shape: TableShape): boolean {
  const columns = new Map([...tableColumns(createTable)].map(([name, rest]) => [unquoted(name), typeIn(rest)]));
  return Object.entries(shape).every(([column, types]) => {
    const written = columns.get(column);
    return written !== undefined && types.some((type) => written === type || written.startsWith(`${type} `));
  });
}

/** Without how long it may be: `character varying(255) NOT NULL`, `timestamp(6) with time zone`. */
function typeIn(rest: string): string {
  return rest.replace(/\s*\(\d+(?:,\s*-?\d+)?\)/, '');
}

function unquoted(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
}

/** `COPY public.django_migrations (id, app, name, applied) FROM stdin;` */
function copiedColumns(copyStatement: string): string[] {
  const columns: string[] = [];
  let isInside = false;
  for (const { kind, value } of sqlTokens(copyStatement)) {
    if (kind === 'symbol' && value === ')') break;
    if (isInside && (kind === 'word' || kind === 'name')) columns.push(value);
    if (kind === 'symbol' && value === '(') isInside = true;
  }
  return columns;
}
