import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, open, statfs, type FileHandle } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { AppError } from '../../../common/app-error.js';
import { errnoOf } from '../../../common/errno.js';
import { checkPrefix, isKey, mayHold, parseKey } from '../object-key.js';
import type { StorageDriver, StoredObject } from '../storage-driver.js';
import { storeError } from '../store-error.js';
import { alreadyThere, nameObject, unlinkIfThere } from './local-file-name.js';
import { readFileRange } from './local-file-reader.js';
import { writeFileFrom } from './local-file-writer.js';
import { assertLocalStore } from './local-store-marker.js';
import { isAbsent, LocalTree, statFile, syncDirectory } from './local-tree.js';
import { isCutName, partialName, targetName } from './partial-name.js';

/** A put may find its directory removed again by a remove; each try makes it anew. */
const DIRECTORY_TRIES = 20;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Objects as files under one directory of this machine (or a mount with hard links).
 *
 * `put` writes `.<name>.<random>.partial` beside the object, syncs it, and gives it its name by link(2), which never
 * replaces anything; then it syncs the directory. Files are 0600, directories 0700. Nothing here makes the root:
 * `registerLocalStore` does, once. Every operation first looks whether the store is there at all (its marker), and again
 * before it says that something is not in it, so that a disk which is not mounted, or goes away just then, is
 * STORAGE_FAILED, never a store without objects.
 */
export class LocalStorage implements StorageDriver {
  readonly kind = 'local';
  private readonly tree: LocalTree;
  /** Partials that this process writes now: never swept. */
  private readonly writing = new Set<string>();

  /** `id` is what the marker of the store must say; null takes any directory, such as a copy of a store. */
  constructor(
    root: string,
    private readonly id: string | null,
  ) {
    this.tree = new LocalTree(root);
  }

  async put(key: string, body: Readable, options: { signal?: AbortSignal } = {}): Promise<{ bytes: number }> {
    const { signal } = options;
    const abort = (): void => {
      body.destroy(signal?.reason instanceof Error ? signal.reason : new Error('aborted'));
    };
    // A body may fail before we listen by reading it; reading it then tells.
    const unheard = (): void => undefined;
    body.on('error', unheard);
    try {
      signal?.throwIfAborted();
      signal?.addEventListener('abort', abort, { once: true });
      return await this.putParsed(parseKey(key), key, body, signal);
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      throw error;
    } finally {
      signal?.removeEventListener('abort', abort);
      body.destroy();
    }
  }

  async get(key: string, options: { start?: number; end?: number; signal?: AbortSignal } = {}): Promise<Readable> {
    const { signal } = options;
    signal?.throwIfAborted();
    const handle = await this.openObject(key);
    try {
      const { size } = await handle.stat();
      const { start, end } = rangeWithin(size, options);
      const stream = readFileRange(handle, start, end);
      const abort = (): void => {
        stream.destroy(signal?.reason instanceof Error ? signal.reason : new Error('aborted'));
      };
      signal?.addEventListener('abort', abort, { once: true });
      stream.once('close', () => signal?.removeEventListener('abort', abort));
      return stream;
    } catch (error) {
      await handle.close();
      throw storeError('read an object', error);
    }
  }

  async stat(key: string): Promise<StoredObject | null> {
    const { directories, name } = split(parseKey(key));
    try {
      await this.assertThere();
      const directory = await this.tree.directory(directories);
      const found = directory === null ? null : await statFile(join(directory, name));
      if (found === null) await this.assertThere();
      return found && { key, ...found };
    } catch (error) {
      throw storeError('look up an object', error);
    }
  }

  async *list(prefix: string): AsyncIterable<StoredObject> {
    checkPrefix(prefix);
    try {
      await this.assertThere();
      for await (const segments of this.tree.files((directoryKey) => mayHold(directoryKey, prefix))) {
        const key = segments.join('/');
        if (!key.startsWith(prefix) || !isKey(key)) continue;
        const found = await statFile(join(this.tree.root, ...segments));
        if (found) yield { key, ...found };
      }
      await this.assertThere();
    } catch (error) {
      throw storeError('list its objects', error);
    }
  }

  async remove(key: string): Promise<void> {
    const { directories, name } = split(parseKey(key));
    try {
      await this.assertThere();
      const directory = await this.tree.directory(directories);
      if (directory === null || (await statFile(join(directory, name))) === null) {
        await this.assertThere();
        return;
      }
      await unlinkIfThere(join(directory, name));
      await syncDirectory(directory);
      await this.tree.removeEmpty(directories);
    } catch (error) {
      throw storeError('remove an object', error);
    }
  }

  async space(): Promise<{ free: number; total: number }> {
    try {
      await this.assertThere();
      const { bsize, bavail, blocks } = await statfs(this.tree.root);
      return { free: bavail * bsize, total: blocks * bsize };
    } catch (error) {
      throw storeError('tell its free space', error);
    }
  }

  async sweep(isLive: (key: string) => boolean, prefix = ''): Promise<number> {
    checkPrefix(prefix);
    let swept = 0;
    try {
      await this.assertThere();
      // Nothing outside of the prefix's own directory is looked at: a store has thousands of them.
      const parents = prefix.split('/').slice(0, -1);
      for await (const segments of this.tree.files((directoryKey) => mayHold(directoryKey, prefix), parents)) {
        const { directories, name } = split(segments);
        const target = targetName(name);
        if (target === null) continue;
        const key = [...directories, target].join('/');
        if (!key.startsWith(prefix) || !(await this.isDead(key, segments, isLive))) continue;
        await unlinkIfThere(join(this.tree.root, ...segments));
        await this.tree.removeEmpty(directories);
        swept++;
      }
      return swept;
    } catch (error) {
      throw storeError('remove what killed writers left', error);
    }
  }

  /** Whether nobody else may enter the root. */
  async isPrivate(): Promise<boolean> {
    try {
      await this.assertThere();
      return ((await lstat(this.tree.root)).mode & 0o077) === 0;
    } catch (error) {
      throw storeError('look at its directory', error);
    }
  }

  private async assertThere(): Promise<void> {
    await assertLocalStore(this.tree.root, this.id);
  }

  private async putParsed(
    segments: string[],
    key: string,
    body: Readable,
    signal?: AbortSignal,
  ): Promise<{ bytes: number }> {
    const { directories, name } = split(segments);
    if (await this.stat(key)) throw alreadyThere(key);
    const { directory, partial, handle } = await this.openPartial(directories, name);
    const own = [...directories, basename(partial)].join('/');
    this.writing.add(own);
    try {
      const bytes = await writeAndClose(handle, body);
      signal?.throwIfAborted();
      await nameObject(partial, join(directory, name), key);
      return { bytes };
    } catch (error) {
      await this.discard(partial, directories);
      throw error;
    } finally {
      this.writing.delete(own);
    }
  }

  private async discard(partial: string, directories: string[]): Promise<void> {
    try {
      await unlinkIfThere(partial);
      await this.tree.removeEmpty(directories);
    } catch {
      // Why the put failed is what the caller must hear; what could not be removed now is left to the next sweep.
    }
  }

  private async openPartial(
    directories: string[],
    name: string,
  ): Promise<{ directory: string; partial: string; handle: FileHandle }> {
    for (let attempt = 1; ; attempt++) {
      try {
        const directory = await this.tree.makeDirectory(directories);
        const partial = join(directory, partialName(name, randomBytes(8).toString('hex')));
        const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;
        return { directory, partial, handle: await open(partial, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600) };
      } catch (error) {
        if (errnoOf(error) === 'ENOTDIR') throw underAnObject(error);
        if (errnoOf(error) !== 'ENOENT' || attempt === DIRECTORY_TRIES) throw storeError('begin an object', error);
      }
    }
  }

  private async openObject(key: string): Promise<FileHandle> {
    const { directories, name } = split(parseKey(key));
    try {
      await this.assertThere();
      const directory = await this.tree.directory(directories);
      if (directory !== null && (await statFile(join(directory, name)))) {
        return await open(join(directory, name), constants.O_RDONLY | constants.O_NOFOLLOW);
      }
    } catch (error) {
      if (!isAbsent(error)) throw storeError('open an object', error);
    }
    await this.assertThere();
    throw new AppError('NOT_FOUND', `The store has no object ${key}`);
  }

  private async isDead(key: string, partial: string[], isLive: (key: string) => boolean): Promise<boolean> {
    if (this.writing.has(partial.join('/')) || isLive(key)) return false;
    if (!isCutName(partial.at(-1) ?? '')) return true;
    // Its name was too long to hold the key: only its age can tell that no one writes it.
    const found = await statFile(join(this.tree.root, ...partial));
    return found !== null && Date.now() - found.modifiedAt.getTime() > DAY_MS;
  }
}

async function writeAndClose(handle: FileHandle, body: Readable): Promise<number> {
  try {
    return await writeFileFrom(handle, body);
  } finally {
    await handle.close();
  }
}

function split(segments: string[]): { directories: string[]; name: string } {
  return { directories: segments.slice(0, -1), name: segments.at(-1) ?? '' };
}

/** Clamps an end behind the object's, as HTTP does; anything else out of the object is INVALID_PARAMETER. */
function rangeWithin(size: number, range: { start?: number; end?: number }): { start: number; end: number } {
  const start = range.start ?? 0;
  const end = Math.min(range.end ?? size - 1, size - 1);
  const isWhole = range.start === undefined && range.end === undefined;
  if (isWhole || (Number.isSafeInteger(start) && Number.isSafeInteger(end) && start >= 0 && start <= end)) {
    return { start, end };
  }
  throw new AppError(
    'INVALID_PARAMETER',
    `The range ${start}–${range.end ?? ''} is not within an object of ${size} bytes`,
  );
}

function underAnObject(cause: unknown): AppError {
  return new AppError('CONFLICT', 'A part of this key is the name of an object', {
    hint: 'A name is an object or a directory of objects, not both; use another key.',
    cause,
  });
}
