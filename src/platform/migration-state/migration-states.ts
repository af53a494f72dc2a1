import { AppError } from '../../common/app-error.js';
import type { Queryable } from '../postgres/connection.js';
import { DjangoAdapter } from './adapters/django-adapter.js';
import type { TableAdapter } from './adapters/table-adapter.js';
import { TypeormAdapter } from './adapters/typeorm-adapter.js';
import type { CodeMigrations, FrameworkName, FrameworkState, MigrationState } from './migration-state.js';

export interface MigrationSource {
  framework: FrameworkName | 'auto';
  /** Plain or `schema.table`, quoted or not. Only together with a framework does it rename that framework's table. */
  table?: string;
}

/** Where several recognise a folder, all are read: a Django project may have a TypeORM service in it. */
const ADAPTERS: readonly TableAdapter[] = [new DjangoAdapter(), new TypeormAdapter()];

/**
 * What the database says it has had. Reads only, inside the caller's transaction; safe on any database, as long as the
 * session's search_path is pg_catalog. Throws PERMISSION_DENIED.
 */
export async function readMigrationState(db: Queryable, source: MigrationSource): Promise<MigrationState> {
  const frameworks: FrameworkState[] = [];
  for (const adapter of adaptersFor(source.framework)) frameworks.push(...(await adapter.read(db, optionsOf(source))));
  return { frameworks };
}

/** What the code says: one entry per framework found. Throws INVALID_PARAMETER, also where nothing was found. */
export async function readCodeMigrations(codePath: string, source: MigrationSource): Promise<CodeMigrations[]> {
  const found: CodeMigrations[] = [];
  for (const adapter of adaptersFor(source.framework)) {
    if (source.framework === 'auto' && !(await adapter.recognises(codePath))) continue;
    const code = await adapter.readCode(codePath, optionsOf(source));
    if (code.apps.some(({ names }) => names.length > 0)) found.push(code);
  }
  if (found.length > 0) return found;
  const wanted = source.framework === 'auto' ? 'a known framework' : source.framework;
  throw new AppError('INVALID_PARAMETER', `There are no migrations of ${wanted} in the code path ${codePath}.`, {
    hint: 'For TypeORM, codePath is the folder of the migrations; for Django, the root of the project.',
  });
}

export function adaptersFor(framework: MigrationSource['framework']): readonly TableAdapter[] {
  return framework === 'auto' ? ADAPTERS : ADAPTERS.filter((adapter) => adapter.framework === framework);
}

export function optionsOf({ table }: MigrationSource): { table?: string } {
  return table === undefined || table === '' ? {} : { table };
}
