import type { Readable } from 'node:stream';

/** One stored object, as `list` and `stat` see it. */
export interface StoredObject {
  /** Relative path with `/`, as given to `put`. */
  key: string;
  bytes: number;
  modifiedAt: Date;
}

/**
 * Where artifacts live. Every implementation passes test/contract/storage-driver.contract.ts and promises:
 *
 * - `put` is atomic: the object appears whole under its key or not at all, durable when the promise resolves.
 *   It consumes the stream; when the stream errors or the signal aborts, nothing is left and it rejects with
 *   that error. An existing key is refused (CONFLICT): artifacts are immutable.
 * - `get` of a missing key rejects with NOT_FOUND before any byte is given.
 * - `remove` of a missing key succeeds (idempotent).
 * - Keys are relative, `/`-separated, without `..`, empty or hidden segments, control characters or backslashes,
 *   segments ≤ 255 bytes; anything else is refused with INVALID_PARAMETER. No link may lead out of the root.
 * - A store that is not there (no mount, no marker, another store in its place) rejects every operation with
 *   STORAGE_FAILED: only a store that is there can say that an object is missing or gone.
 * - No room rejects with DISK_FULL; every other failure of the store with STORAGE_FAILED.
 */
export interface StorageDriver {
  readonly kind: string;
  put(key: string, body: Readable, options?: { signal?: AbortSignal }): Promise<{ bytes: number }>;
  /** `start` and `end` are byte offsets, both inclusive, as in HTTP. The caller consumes or destroys the stream. */
  get(key: string, options?: { start?: number; end?: number; signal?: AbortSignal }): Promise<Readable>;
  stat(key: string): Promise<StoredObject | null>;
  /** All objects whose key starts with the prefix, in order of their keys. */
  list(prefix: string): AsyncIterable<StoredObject>;
  remove(key: string): Promise<void>;
  /** Free and total bytes where the store can tell. */
  space(): Promise<{ free: number; total: number } | null>;
  /**
   * Removes what killed writers left (their `.partial` objects) of the keys that start with `prefix` and answers how
   * many. `isLive` says which of them somebody else may be writing now.
   */
  sweep(isLive: (key: string) => boolean, prefix?: string): Promise<number>;
}
