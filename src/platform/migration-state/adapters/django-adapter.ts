import { AppError } from '../../../common/app-error.js';
import { cannotParse, findCodeFiles, type CodeFile } from '../code-files.js';
import type { AppHistory, CodeMigrations, Squash } from '../migration-state.js';
import type { HistoryTable } from '../migrations-tables.js';
import { parseAppLabel, parseDjangoMigration, type DjangoMigration } from './django-parser.js';
import { TableAdapter } from './table-adapter.js';

/** MigrationRecorder.Migration: not configurable in Django. */
const DJANGO_TABLE = 'django_migrations';

/** `id` was an integer before Django 4. */
const SHAPE = {
  id: ['integer', 'bigint'],
  app: ['character varying', 'text'],
  name: ['character varying', 'text'],
  applied: ['timestamp with time zone', 'timestamp without time zone'],
} as const;

const NUMBERED = /(^|\/)migrations\/\d{4}_[^/]*\.py$/;
/** Django loads every module of the package but those that start with _ or ~. */
const MODULE = /(^|\/)migrations\/[^/_~][^/]*\.py$/;
const APP_CONFIG = /(^|\/)apps\.py$/;
const NOT_APPS = new Set(['tests', 'test', 'build', 'dist']);

export class DjangoAdapter extends TableAdapter<'app' | 'name'> {
  readonly framework = 'django';

  historyTable({ table }: { table?: string }): HistoryTable<'app' | 'name'> {
    return { name: tableName(table), shape: SHAPE, columns: ['app', 'name'] };
  }

  historiesOf(_table: string, rows: readonly { app: string; name: string }[]): AppHistory[] {
    const apps = new Map<string, Set<string>>();
    for (const { app, name } of rows) apps.set(app, (apps.get(app) ?? new Set()).add(name));
    return [...apps].map(([app, names]) => ({
      app,
      applied: [...names],
      failed: [],
    }));
  }

  async readCode(codePath: string): Promise<CodeMigrations> {
    const files = await findDjangoFiles(codePath);
    const configs = new Map(files.filter(isAppConfig).map((file) => [directoryOf(file, 1), file]));
    const apps: { app: string; names: string[] }[] = [];
    const squashes: Squash[] = [];
    const directories = new Map<string, string>();
    for (const [directory, modules] of byDirectory(files)) {
      const config = configs.get(directory);
      const app = (config && (await parseAppLabel(config))) ?? lastPart(directory, codePath);
      const migrations = await parseAll(modules, app);
      if (migrations.length === 0) continue;
      refuseTwice(directories, app, directory);
      apps.push({ app, names: inOrder(migrations).map(({ name }) => name) });
      for (const { name, replaces } of migrations) if (replaces.length > 0) squashes.push({ app, name, replaces });
    }
    return {
      framework: 'django',
      apps: apps.sort((a, b) => (a.app < b.app ? -1 : 1)),
      squashes,
    };
  }

  async recognises(codePath: string): Promise<boolean> {
    for (const file of await findDjangoFiles(codePath)) {
      if (isAppConfig(file)) continue;
      try {
        if (await parseDjangoMigration(file, '')) return true;
      } catch (error) {
        // A file that cannot be parsed says nothing; readCode will name it if it matters.
        if (!(error instanceof AppError)) throw error;
      }
    }
    return false;
  }
}

/** The option can name the schema; a name that is not Django's is meant for another framework. */
function tableName(table: string | undefined): string {
  return table?.includes(DJANGO_TABLE) ? table : DJANGO_TABLE;
}

async function findDjangoFiles(codePath: string): Promise<CodeFile[]> {
  return findCodeFiles(
    codePath,
    (path) => MODULE.test(path) || APP_CONFIG.test(path),
    (name) => NOT_APPS.has(name),
  );
}

function isAppConfig(file: CodeFile): boolean {
  return APP_CONFIG.test(file.relativePath) && !MODULE.test(file.relativePath);
}

/** Apps (the directory above `migrations`) with their migration modules. */
function byDirectory(files: readonly CodeFile[]): Map<string, CodeFile[]> {
  const directories = new Map<string, CodeFile[]>();
  for (const file of files) {
    if (isAppConfig(file)) continue;
    const directory = directoryOf(file, 2);
    directories.set(directory, [...(directories.get(directory) ?? []), file]);
  }
  return directories;
}

async function parseAll(modules: readonly CodeFile[], app: string): Promise<DjangoMigration[]> {
  const migrations: DjangoMigration[] = [];
  for (const file of modules) {
    const migration = await parseDjangoMigration(file, app);
    if (migration) migrations.push(migration);
    else if (NUMBERED.test(file.relativePath)) throw cannotParse(file, 'it has no class Migration');
  }
  return migrations;
}

/** By their dependencies; those free to run at the same time, and a circle that Django would refuse, by name. */
function inOrder(migrations: readonly DjangoMigration[]): DjangoMigration[] {
  const waiting = [...migrations].sort((a, b) => (a.name < b.name ? -1 : 1));
  const names = new Set(waiting.map(({ name }) => name));
  const done = new Set<string>();
  const ordered: DjangoMigration[] = [];
  while (waiting.length > 0) {
    const next = Math.max(
      0,
      waiting.findIndex(({ dependencies }) => dependencies.every((name) => done.has(name) || !names.has(name))),
    );
    for (const migration of waiting.splice(next, 1)) {
      done.add(migration.name);
      ordered.push(migration);
    }
  }
  return ordered;
}

function refuseTwice(directories: Map<string, string>, app: string, directory: string): void {
  const other = directories.get(app);
  if (other !== undefined) {
    throw new AppError(
      'INVALID_PARAMETER',
      `Two directories hold migrations of the app ${app}: ${other} and ${directory}.`,
      {
        hint: 'Point codePath at the one project, without copies of it.',
      },
    );
  }
  directories.set(app, directory);
}

function directoryOf(file: CodeFile, up: number): string {
  return file.relativePath.split('/').slice(0, -up).join('/');
}

/** codePath may be the app itself. */
function lastPart(directory: string, codePath: string): string {
  const parts = (directory === '' ? codePath : directory).split('/').filter((part) => part !== '');
  return parts.at(-1) ?? directory;
}
