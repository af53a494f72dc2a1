import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { link, mkdir, open, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../../common/app-error.js';
import { errnoOf } from '../../../common/errno.js';
import { storeError } from '../store-error.js';
import { isAbsent, syncDirectory } from './local-tree.js';
import { partialName } from './partial-name.js';

/**
 * The file at the top of a local store by which it is known: its first line is the store's id. Hidden, so never an
 * object. Without it nobody could tell a store that lost an object from a disk that is not mounted.
 */
export const MARKER_FILE = '.backstitch-store';

const MARKER_BYTES = 1024;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Makes a directory a store: the only thing that makes its root (0700, durably) and its marker. Answers the id that
 * the store has from now on: `newId`, or the one that it had before. Safe to run twice, and by several at once.
 * @throws AppError STORAGE_FAILED, DISK_FULL
 */
export async function registerLocalStore(root: string, newId: string): Promise<string> {
  try {
    await makeRoot(root);
    const id = (await readMarker(root)) ?? (await mark(root, newId));
    if (UUID.test(id)) return id;
  } catch (error) {
    throw storeError('become a store', error);
  }
  throw new AppError('STORAGE_FAILED', `The file ${MARKER_FILE} of the store does not hold an id.`, {
    hint: 'Put the file back, or remove it: the directory then becomes a new store, with what lies in it.',
    cause: new Error(join(root, MARKER_FILE)),
  });
}

/** Throws STORAGE_FAILED unless the directory is the store of this id, or any directory at all where that is null. */
export async function assertLocalStore(root: string, id: string | null): Promise<void> {
  if (id === null) {
    if (await isDirectory(root)) return;
    throw new AppError('STORAGE_FAILED', 'The directory of the store is not there.', {
      hint: 'Bring it back, or mount it again.',
      cause: new Error(`There is no directory ${root}`),
    });
  }
  const found = await readMarker(root);
  if (found === id) return;
  const marker = join(root, MARKER_FILE);
  if (found === null) {
    throw new AppError('STORAGE_FAILED', `The store is not there: its directory has no ${MARKER_FILE}.`, {
      hint: `Bring its directory back, or mount it again. If only the marker was lost, put the line ${id} into ${MARKER_FILE}.`,
      cause: new Error(`There is no ${marker}`),
    });
  }
  throw new AppError('STORAGE_FAILED', 'Another store lies where this one should be.', {
    hint: `Mount the store ${id} there.`,
    cause: new Error(`${marker} says ${found}`),
  });
}

/** null: the directory is not there, or is no store. Throws STORAGE_FAILED for a marker that holds no id. */
export async function readLocalStoreId(root: string): Promise<string | null> {
  const id = await readMarker(root);
  if (id === null || UUID.test(id)) return id;
  throw new AppError('STORAGE_FAILED', `The file ${MARKER_FILE} of the store does not hold an id.`);
}

async function readMarker(root: string): Promise<string | null> {
  try {
    const handle = await open(join(root, MARKER_FILE), constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(MARKER_BYTES), 0, MARKER_BYTES, 0);
      return buffer.toString('utf8', 0, bytesRead).split('\n', 1)[0]?.trim() ?? '';
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (isAbsent(error)) return null;
    throw storeError('read its marker', error);
  }
}

/** Whole under its name or not there; of several at once the first one wins. What a crash leaves is swept as a partial. */
async function mark(root: string, id: string): Promise<string> {
  const partial = join(root, partialName(MARKER_FILE.slice(1), randomBytes(8).toString('hex')));
  const handle = await open(partial, 'wx', 0o600);
  try {
    await handle.writeFile(`${id}\nBy this file Backstitch knows its store. Copy it along, and never remove it.\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await link(partial, join(root, MARKER_FILE));
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error;
  } finally {
    await unlink(partial);
  }
  await syncDirectory(root);
  return (await readMarker(root)) ?? '';
}

async function makeRoot(root: string): Promise<void> {
  const above = await mkdir(root, { recursive: true, mode: 0o700 });
  if (above === undefined) return;
  for (let path = dirname(root); ; path = dirname(path)) {
    await syncDirectory(path);
    if (path === dirname(above) || path === dirname(path)) return;
  }
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    const handle = await open(path, constants.O_RDONLY | constants.O_DIRECTORY);
    await handle.close();
    return true;
  } catch (error) {
    if (isAbsent(error)) return false;
    throw storeError('open its directory', error);
  }
}
