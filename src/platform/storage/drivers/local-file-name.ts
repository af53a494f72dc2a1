import { link, lstat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../../../common/app-error.js';
import { errnoOf } from '../../../common/errno.js';
import { storeError } from '../store-error.js';
import { isAbsent, syncDirectory } from './local-tree.js';

/** Durable under its name, or not there at all. */
export async function nameObject(partial: string, path: string, key: string): Promise<void> {
  try {
    await link(partial, path);
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw storeError('name an object', error);
    // Over NFS the answer to a link that was made can be lost, and its repetition then fails.
    if (!(await isSameFile(partial, path))) throw alreadyThere(key);
  }
  try {
    await unlinkIfThere(partial);
    await syncDirectory(dirname(path));
  } catch (error) {
    await unlinkIfThere(path);
    throw storeError('make the name of an object durable', error);
  }
}

export async function unlinkIfThere(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (!isAbsent(error)) throw storeError('remove a file', error);
  }
}

export function alreadyThere(key: string): AppError {
  return new AppError('CONFLICT', `The store already has an object ${key}`, {
    hint: 'Stored objects are never replaced; use another key.',
  });
}

async function isSameFile(a: string, b: string): Promise<boolean> {
  const [one, other] = await Promise.all([lstat(a), lstat(b)]);
  return one.ino === other.ino && one.dev === other.dev;
}
