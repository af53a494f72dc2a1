import { cannotParse, readCodeFile, type CodeFile } from '../code-files.js';
import type { MigrationRef } from '../migration-state.js';
import { PythonSyntaxError, readPythonClasses, type PythonClass, type PythonValue } from './python-reader.js';

export interface DjangoMigration {
  /** The name of its file. */
  name: string;
  /** Names inside the same app; empty where the list is computed. */
  dependencies: string[];
  replaces: MigrationRef[];
}

/** null for a module without a class Migration. Throws INVALID_PARAMETER naming the file. */
export async function parseDjangoMigration(file: CodeFile, app: string): Promise<DjangoMigration | null> {
  const migration = (await classesOf(file)).find(({ name }) => name === 'Migration');
  if (!migration) return null;
  const name = (file.relativePath.split('/').at(-1) ?? '').replace(/\.py$/, '');
  const dependencies = refs(migration.assigned.get('dependencies')).filter((ref) => ref.app === app);
  return { name, dependencies: dependencies.map((ref) => ref.name), replaces: replacesOf(migration, file) };
}

/** The label that apps.py gives the app, or null. Throws INVALID_PARAMETER naming the file. */
export async function parseAppLabel(file: CodeFile): Promise<string | null> {
  const configs = (await classesOf(file)).filter(({ bases }) => bases.some((base) => base.endsWith('AppConfig')));
  const config = configs.find(({ assigned }) => assigned.has('default')) ?? configs[0];
  const label = config?.assigned.get('label');
  const name = config?.assigned.get('name');
  if (typeof label === 'string') return label;
  return typeof name === 'string' ? (name.split('.').at(-1) ?? null) : null;
}

async function classesOf(file: CodeFile): Promise<PythonClass[]> {
  const text = await readCodeFile(file);
  try {
    return readPythonClasses(text);
  } catch (error) {
    if (error instanceof PythonSyntaxError) throw cannotParse(file, error.message);
    throw error;
  }
}

/** What a squash replaces decides verdicts; unlike an order, it cannot be guessed. */
function replacesOf(migration: PythonClass, file: CodeFile): MigrationRef[] {
  if (!migration.assigned.has('replaces')) return [];
  const value = migration.assigned.get('replaces');
  const found = refs(value);
  if (Array.isArray(value) && found.length === value.length) return found;
  throw cannotParse(file, 'its `replaces` is not a plain list of (app, name)');
}

/** The pairs of texts in a list; a computed entry, such as `swappable_dependency(…)`, is left out. */
function refs(value: PythonValue): MigrationRef[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry) => {
    const [app, name] = Array.isArray(entry) ? entry : [];
    return typeof app === 'string' && typeof name === 'string' ? [{ app, name }] : [];
  });
}
