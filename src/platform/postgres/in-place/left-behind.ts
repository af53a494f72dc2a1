import type { TocEntry } from '../archive/toc.js';
import type { LiveObject } from './live-objects.js';

/**
 * What stands in the database and not in the archive: `pg_restore --clean` would leave it behind, or stumble over it.
 * By kind, schema and name; what is defined otherwise counts as the same. Pure.
 */
export function leftBehind(objects: readonly LiveObject[], toc: readonly TocEntry[]): LiveObject[] {
  const inArchive = new Set(toc.map(({ desc, namespace, tag }) => keyOf(desc, namespace, tag)));
  const names = new Set(toc.map(({ desc, tag }) => keyOf(desc, null, tag)));
  return objects.filter(({ desc, schema, tag }) =>
    schema === null ? !names.has(keyOf(desc, null, tag)) : !inArchive.has(keyOf(desc, schema, tag)),
  );
}

/** Extensions that are in both, in the same schema: they stay, since only a superuser may make some of them anew. */
export function extensionsThatStay(
  live: readonly { name: string; schema: string }[],
  archive: readonly { name: string; schema: string }[],
): string[] {
  return live
    .filter(({ name, schema }) => archive.some((entry) => entry.name === name && entry.schema === schema))
    .map(({ name }) => name);
}

/**
 * The entries to restore, as `pg_restore --use-list` reads them: all but extensions that stayed, their comments, and
 * schemas that stayed. `public` is never made by an archive; its entry only gives it its owner. Pure.
 */
export function listOfEntries(
  toc: readonly TocEntry[],
  stayed: { extensions: readonly string[]; schemas: readonly string[] },
): string {
  const extensions = new Set(stayed.extensions);
  const comments = new Set(
    stayed.extensions.flatMap((name) => [`EXTENSION ${name}`, `EXTENSION "${name.replaceAll('"', '""')}"`]),
  );
  const schemas = new Set(stayed.schemas.filter((name) => name !== 'public'));
  return toc
    .filter(({ desc, tag }) => {
      if (desc === 'EXTENSION') return !extensions.has(tag);
      if (desc === 'SCHEMA') return !schemas.has(tag);
      return !(desc === 'COMMENT' && comments.has(tag));
    })
    .map(({ dumpId }) => `${dumpId};\n`)
    .join('');
}

function keyOf(desc: string, schema: string | null, tag: string): string {
  return JSON.stringify([desc, schema, tag]);
}
