import { open, readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { AppError } from '../../common/app-error.js';
import { errnoOf } from '../../common/errno.js';

/** Migrations are small texts; what is larger is something else. */
export const MAX_FILE_BYTES = 1024 * 1024;
export const MAX_FILES = 10_000;
/** Everything looked at on the way, so that a codePath of `/` ends with an answer. */
const MAX_ENTRIES = 500_000;
const MAX_DEPTH = 64;

const FOREIGN_DIRECTORIES = new Set(['node_modules', 'site-packages', 'dist-packages', 'venv', '__pycache__']);

export interface CodeFile {
  /** Absolute, without symlinks. */
  path: string;
  /** From codePath, with `/`; for messages and order. */
  relativePath: string;
}

/**
 * The files under codePath that `accepts` wants, in the order of their names; other people's directories (packages,
 * virtual environments, hidden ones) are left out. A symlink is followed only where it stays inside codePath: a wanted
 * file that leads out is refused, a directory that leads out is left out.
 * Throws INVALID_PARAMETER.
 */
export async function findCodeFiles(
  codePath: string,
  accepts: (relativePath: string) => boolean,
  skipsDirectory: (name: string) => boolean = () => false,
): Promise<CodeFile[]> {
  const root = await resolveRoot(codePath);
  const files: CodeFile[] = [];
  const seen = new Set<string>();
  let entries = 0;

  const walk = async (directory: string, shown: string, depth: number): Promise<void> => {
    if (seen.has(directory) || depth > MAX_DEPTH) return;
    seen.add(directory);
    const names = (await readdir(directory, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1));
    if (depth > 0 && names.some(({ name }) => name === 'pyvenv.cfg')) return;
    for (const entry of names) {
      if (++entries > MAX_ENTRIES) throw tooMany(codePath, `more than ${MAX_ENTRIES} files and directories`);
      const relativePath = shown === '' ? entry.name : `${shown}/${entry.name}`;
      const target = entry.isSymbolicLink() ? await followed(join(directory, entry.name)) : join(directory, entry.name);
      if (target === null) continue;
      const isDirectory = entry.isSymbolicLink() ? (await stat(target)).isDirectory() : entry.isDirectory();
      if (isDirectory) {
        if (isInside(root, target) && !isForeign(entry.name) && !skipsDirectory(entry.name))
          await walk(target, relativePath, depth + 1);
      } else if (accepts(relativePath)) {
        if (!isInside(root, target)) throw leadsOut(relativePath);
        if (seen.has(target)) continue;
        seen.add(target);
        files.push({ path: target, relativePath });
        if (files.length > MAX_FILES) throw tooMany(codePath, `more than ${MAX_FILES} files that could be migrations`);
      }
    }
  };

  await walk(root, '', 0);
  return files;
}

/** UTF-8 text. Throws INVALID_PARAMETER for a file over 1 MB, and for what is no regular file. */
export async function readCodeFile(file: CodeFile): Promise<string> {
  const info = await stat(file.path);
  if (!info.isFile()) throw cannotParse(file, 'it is not a regular file');
  if (info.size > MAX_FILE_BYTES) throw cannotParse(file, `it is larger than ${MAX_FILE_BYTES} bytes`);
  const handle = await open(file.path);
  try {
    // One byte more than allowed shows a file that grew in between.
    const buffer = Buffer.alloc(MAX_FILE_BYTES + 1);
    let length = 0;
    for (;;) {
      const { bytesRead } = await handle.read(buffer, length, buffer.length - length);
      length += bytesRead;
      if (bytesRead === 0 || length === buffer.length) break;
    }
    if (length > MAX_FILE_BYTES) throw cannotParse(file, `it is larger than ${MAX_FILE_BYTES} bytes`);
    return new TextDecoder().decode(buffer.subarray(0, length));
  } finally {
    await handle.close();
  }
}

export function cannotParse(file: CodeFile, why: string): AppError {
  return new AppError('INVALID_PARAMETER', `The migration file ${file.relativePath} cannot be read: ${why}.`, {
    hint: 'Correct the file, or point codePath at the folder that holds the migrations and nothing else.',
  });
}

async function resolveRoot(codePath: string): Promise<string> {
  try {
    const root = await realpath(codePath);
    if ((await stat(root)).isDirectory()) return root;
  } catch (error) {
    throw new AppError(
      'INVALID_PARAMETER',
      `The code path ${codePath} cannot be read (${errnoOf(error) ?? 'unknown reason'}).`,
      {
        hint: 'codePath must be a directory on this machine that the worker may read.',
        cause: error,
      },
    );
  }
  throw new AppError('INVALID_PARAMETER', `The code path ${codePath} is not a directory.`, {
    hint: 'codePath is the folder of the migrations, or the root of the project.',
  });
}

/** null for a link that leads nowhere. */
async function followed(link: string): Promise<string | null> {
  try {
    return await realpath(link);
  } catch (error) {
    if (['ENOENT', 'ELOOP', 'ENOTDIR', 'EACCES'].includes(errnoOf(error) ?? '')) return null;
    throw error;
  }
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith(`..${sep}`);
}

function isForeign(name: string): boolean {
  return FOREIGN_DIRECTORIES.has(name) || name.startsWith('.');
}

function leadsOut(relativePath: string): AppError {
  return new AppError(
    'INVALID_PARAMETER',
    `${basename(relativePath)} (${relativePath}) is a symlink that leads out of the code path.`,
    {
      hint: 'Put the file itself there, or point codePath at where it is.',
    },
  );
}

function tooMany(codePath: string, what: string): AppError {
  return new AppError('INVALID_PARAMETER', `The code path ${codePath} holds ${what}.`, {
    hint: 'Point codePath at the folder that holds the migrations and nothing else.',
  });
}
