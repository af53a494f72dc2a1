import Module, { createRequire, register } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { MigrationInterface } from 'typeorm';

export type MigrationClass = new () => MigrationInterface;

/**
 * Imports the files and takes the classes that the parser saw in them, each once; whatever else they export is left
 * alone. Throws where a file does not give what the parser saw: then the plan was made on something else.
 */
export async function loadMigrations(files: readonly { path: string; names: string[] }[]): Promise<MigrationClass[]> {
  offerOurTypeorm();
  const classes = new Map<string, MigrationClass>();
  for (const { path, names } of files) {
    const exported = exportedClasses(await import(pathToFileURL(path).href));
    for (const name of names) {
      const found = exported.find((candidate) => nameOf(candidate) === name);
      if (!found) throw new Error(`${path} was expected to export the migration ${name}, and does not.`);
      classes.set(name, found);
    }
  }
  return [...classes.values()];
}

/** As TypeORM looks for them: functions, also inside of objects and arrays. */
function exportedClasses(value: unknown, depth = 0): MigrationClass[] {
  if (typeof value === 'function') return isMigrationClass(value) ? [value] : [];
  if (typeof value !== 'object' || value === null || depth > 3) return [];
  return Object.values(value).flatMap((entry) => exportedClasses(entry, depth + 1));
}

function isMigrationClass(value: object): value is MigrationClass {
  const { prototype } = value as { prototype?: { up?: unknown } };
  return (
    typeof prototype?.up === 'function' ||
    (typeof prototype === 'object' && /\d{13}$/.test((value as { name: string }).name))
  );
}

function nameOf(migration: MigrationClass): string {
  return new migration().name ?? migration.name;
}

/** A project without its own TypeORM gets ours, for `require` and for `import`; one that has it keeps its own. */
function offerOurTypeorm(): void {
  const ours = createRequire(import.meta.url);
  const loader = Module as unknown as { _resolveFilename: (request: string, ...rest: unknown[]) => string };
  const resolve = loader._resolveFilename.bind(loader);
  loader._resolveFilename = (request, ...rest) => {
    try {
      return resolve(request, ...rest);
    } catch (error) {
      if (!isTypeorm(request)) throw error;
      return ours.resolve(request);
    }
  };
  register(`data:text/javascript,${encodeURIComponent(RESOLVE_HOOK)}`, { data: { parentURL: import.meta.url } });
}

function isTypeorm(request: string): boolean {
  return request === 'typeorm' || request.startsWith('typeorm/');
}

/** Runs in Node's loader thread, where nothing of ours can be imported; hence as a text. */
const RESOLVE_HOOK = `
let parentURL;
export function initialize(data) { parentURL = data.parentURL; }
export async function resolve(specifier, context, next) {
  try {
    return await next(specifier, context);
  } catch (error) {
    if (specifier !== 'typeorm' && !specifier.startsWith('typeorm/')) throw error;
    return next(specifier, { ...context, parentURL });
  }
}`;
