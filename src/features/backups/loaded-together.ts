import type { TocEntry } from '../../platform/postgres/archive/toc.js';
import { unquotedName } from './backup-contents.js';

/** The name of what a table is compared as: its own, or that of the rows it is loaded together with. */
export type Together = (table: string) => string;

/** Up to the list of columns, or to FROM where there is none. */
const COPY_TARGET = /^COPY ((?:"(?:[^"]|"")*"|[^"\s(])+)/;

/**
 * Rows of partitions by the hash of an enum value go into the root of the partitions, since that hash is another one in
 * every database: pg_dump writes it so, and the server puts each row where it belongs then. Which partition has how many
 * rows says nothing after a restore; all partitions of that root together do. Tables as `tableCounts` names them. Pure.
 */
export function loadedTogether(toc: readonly TocEntry[]): Together {
  const targets = new Map<string, string[]>();
  for (const { desc, namespace, tag, copyStatement } of toc) {
    const target = COPY_TARGET.exec(copyStatement ?? '')?.[1];
    if (desc !== 'TABLE DATA' || target === undefined) continue;
    targets.set(target, [...(targets.get(target) ?? []), keyOf(namespace ?? '', tag)]);
  }
  const shared = new Map(
    [...targets].flatMap(([target, tables]) =>
      tables.length < 2 ? [] : tables.map((table) => [table, `the partitions of ${target}`] as const),
    ),
  );
  return (table) => {
    const [schema = '', name = ''] = unquotedName(table);
    return shared.get(keyOf(schema, name)) ?? table;
  };
}

function keyOf(schema: string, table: string): string {
  return JSON.stringify([schema, table]);
}
