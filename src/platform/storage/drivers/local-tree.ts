import { constants } from 'node:fs';
import { lstat, mkdir, open, readdir, realpath, rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { AppError } from '../../../common/app-error.js';
import { errnoOf } from '../../../common/errno.js';
import { compareKeys } from '../object-key.js';

/** The directories of a local store. Links inside the root are never followed; the root itself may be one. */
export class LocalTree {
  readonly root: string;

  constructor(root: string) {
    this.root = resolve(root);
  }

  /** The real path of a directory under the root; null when it does not exist. A link on the way is refused. */
  async directory(segments: readonly string[]): Promise<string | null> {
    try {
      const expected = join(await realpath(this.root), ...segments);
      const real = await realpath(expected);
      if (real === expected) return real;
    } catch (error) {
      if (isAbsent(error)) return null;
      throw error;
    }
    throw new AppError('INVALID_PARAMETER', 'A link stands in the way of this key', {
      hint: 'Links inside a store are not followed: make the store a directory of its own.',
    });
  }

  /**
   * Makes what is missing under the root, 0700, durably (each parent of a new directory is synced), and answers the
   * real path. Throws ENOENT when a remove took a directory away meanwhile: try again.
   */
  async makeDirectory(segments: readonly string[]): Promise<string> {
    for (let depth = 1; depth <= segments.length; depth++) {
      const path = join(this.root, ...segments.slice(0, depth));
      try {
        await mkdir(path, { mode: 0o700 });
        await syncDirectory(dirname(path));
      } catch (error) {
        if (errnoOf(error) !== 'EEXIST') throw error;
        // Looked at before anything is made in it: it may be a link to elsewhere.
        await this.directory(segments.slice(0, depth));
      }
    }
    const made = await this.directory(segments);
    if (made !== null) return made;
    throw Object.assign(new Error('A directory was removed while an object began in it'), { code: 'ENOENT' });
  }

  /** Removes a directory and its parents while they are empty, never the root; makes the removal durable. */
  async removeEmpty(segments: readonly string[]): Promise<void> {
    let depth = segments.length;
    for (; depth > 0; depth--) {
      try {
        await rmdir(join(this.root, ...segments.slice(0, depth)));
      } catch (error) {
        // Not empty (a put may just have begun in it): it stays. Gone: another remove did it.
        if (['ENOTEMPTY', 'EEXIST', 'EBUSY'].includes(errnoOf(error) ?? '')) break;
        if (!isAbsent(error)) throw error;
      }
    }
    await syncDirectory(join(this.root, ...segments.slice(0, depth)));
  }

  /**
   * Every regular file, hidden ones too, in the order of keys, directory by directory. What vanishes meanwhile is left
   * out; links and special files are no objects; hidden directories are not ours.
   */
  async *files(enters: (directoryKey: string) => boolean, parents: readonly string[] = []): AsyncIterable<string[]> {
    const path = await this.directory(parents);
    if (path === null) return;
    for (const entry of await entriesOf(path)) {
      const segments = [...parents, entry.name];
      if (entry.isFile) yield segments;
      else if (enters(segments.join('/'))) yield* this.files(enters, segments);
    }
  }
}

export function isAbsent(error: unknown): boolean {
  const code = errnoOf(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** Makes the names in a directory durable; a directory that is gone needs nothing. */
export async function syncDirectory(path: string): Promise<void> {
  try {
    const handle = await open(path, constants.O_RDONLY | constants.O_DIRECTORY);
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!isAbsent(error)) throw error;
  }
}

/** Only a regular file counts. */
export async function statFile(path: string): Promise<{ bytes: number; modifiedAt: Date } | null> {
  try {
    const found = await lstat(path);
    return found.isFile() ? { bytes: found.size, modifiedAt: found.mtime } : null;
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

async function entriesOf(path: string): Promise<{ name: string; isFile: boolean }[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() || (entry.isDirectory() && !entry.name.startsWith('.')))
      .map((entry) => ({ name: entry.name, isFile: entry.isFile() }))
      .sort((a, b) => compareKeys(a.isFile ? a.name : `${a.name}/`, b.isFile ? b.name : `${b.name}/`));
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}
