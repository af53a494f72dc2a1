import { quoteLiteral } from '../quoting.js';
import type { CountedTable } from '../row-counts.js';
import { fingerprintQuery, shapesQuery, type TableFingerprints, type TableShape } from '../table-fingerprints.js';

/** Runs statements in the open transaction; resolves with the lines that they printed. */
export type RunInTransaction = (sql: string) => Promise<string[]>;

export async function encodingInTransaction(run: RunInTransaction): Promise<string> {
  return (await run('SELECT pg_catalog.getdatabaseencoding();')).at(-1) ?? '';
}

/**
 * As `fingerprintTables`, of what the transaction itself has restored and nobody else can see. Its session must have
 * TEXT_OF_VALUES. A statement that fails ends the transaction: nothing is left out but what is not there.
 */
export async function fingerprintInTransaction(
  run: RunInTransaction,
  tables: readonly CountedTable[],
  onProgress: (done: number, total: number) => Promise<void>,
): Promise<Pick<TableFingerprints, 'tables' | 'leftOut'>> {
  const found: Pick<TableFingerprints, 'tables' | 'leftOut'> = { tables: new Map(), leftOut: [] };
  const shapes = await readShapes(run, tables);
  for (const [index, table] of tables.entries()) {
    const shape = shapes.get(table.name);
    if (shape === undefined) found.leftOut.push({ table: table.name, reason: 'there is no such table' });
    else found.tables.set(table.name, (await run(`${fingerprintQuery(table, shape.columns)};`)).at(-1) ?? '');
    await onProgress(index + 1, tables.length);
  }
  return found;
}

/** As JSON: a name may hold a line break, and psql answers by lines. */
async function readShapes(run: RunInTransaction, tables: readonly CountedTable[]): Promise<Map<string, TableShape>> {
  const names = `ARRAY[${tables.map(({ name }) => quoteLiteral(name)).join(', ')}]`;
  const lines = await run(`SELECT pg_catalog.row_to_json(shape) FROM (${shapesQuery(names)}) AS shape;`);
  const shapes = lines.map((line) => JSON.parse(line) as TableShape);
  return new Map(shapes.map((shape) => [shape.name, shape]));
}
