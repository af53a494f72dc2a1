import { findCodeFiles, readCodeFile, type CodeFile } from '../code-files.js';
import { parseTypeormMigrations } from './typeorm-parser.js';

/** Where one migration is written in several languages, the source wins: what was compiled from it may be older. */
const EXTENSIONS = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs'] as const;
const NOT_CODE = /\.d\.[cm]?ts$|\.(spec|test)\.[cm]?[jt]s$/;
const TEST_DIRECTORIES = new Set(['__tests__', '__mocks__', 'coverage']);

/** The files that may hold migrations: one of `a.ts` and the `a.js` next to it. Throws INVALID_PARAMETER. */
export async function findTypeormFiles(codePath: string): Promise<CodeFile[]> {
  const files = await findCodeFiles(
    codePath,
    (path) => extensionOf(path) !== undefined && !NOT_CODE.test(path),
    (name) => TEST_DIRECTORIES.has(name),
  );
  const best = new Map<string, CodeFile>();
  for (const file of files) {
    const stem = stemOf(file.relativePath);
    const other = best.get(stem);
    if (!other || rank(file) < rank(other)) best.set(stem, file);
  }
  return [...best.values()];
}

/** The names of the migrations in one file, in its order. Throws INVALID_PARAMETER naming the file. */
export async function readTypeormMigrations(file: CodeFile): Promise<string[]> {
  const text = await readCodeFile(file);
  // Most files that are not migrations are told without a parser, and may be anything at all.
  return /\bup\b|MigrationInterface/.test(text) ? parseTypeormMigrations(file, text) : [];
}

/** Files that hold a migration, with the names of those; nothing else in codePath may ever be run. */
export async function locateTypeormMigrations(codePath: string): Promise<{ path: string; names: string[] }[]> {
  const located: { path: string; names: string[] }[] = [];
  for (const file of await findTypeormFiles(codePath)) {
    const names = await readTypeormMigrations(file);
    if (names.length > 0) located.push({ path: file.path, names });
  }
  return located;
}

function extensionOf(path: string): (typeof EXTENSIONS)[number] | undefined {
  return EXTENSIONS.find((extension) => path.endsWith(extension));
}

function stemOf(path: string): string {
  return path.slice(0, path.length - (extensionOf(path) ?? '').length);
}

function rank(file: CodeFile): number {
  return EXTENSIONS.findIndex((extension) => file.relativePath.endsWith(extension));
}
