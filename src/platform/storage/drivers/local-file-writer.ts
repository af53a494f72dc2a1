import type { FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { storeError } from '../store-error.js';

const BLOCK_BYTES = 1024 * 1024;
/** So much may wait unwritten in the page cache: the last fsync of a huge object then takes no longer than any other. */
const WRITE_BEHIND_BYTES = 64 * 1024 * 1024;

/**
 * Writes a whole stream to an open file and makes it durable; answers its bytes. An error of the stream is thrown as it
 * is, one of the file as DISK_FULL or STORAGE_FAILED. Leaves closing to the caller.
 */
export async function writeFileFrom(handle: FileHandle, body: Readable): Promise<number> {
  let bytes = 0;
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  const behind = new WriteBehind(handle);
  const flush = async (): Promise<void> => {
    try {
      await writeAll(handle, pending, pendingBytes);
      behind.wrote(pendingBytes);
    } catch (error) {
      throw storeError('write an object', error);
    }
    bytes += pendingBytes;
    pending = [];
    pendingBytes = 0;
  };
  try {
    for await (const piece of body as AsyncIterable<Buffer | string>) {
      const chunk = typeof piece === 'string' ? Buffer.from(piece) : piece;
      pending.push(chunk);
      pendingBytes += chunk.length;
      if (pendingBytes >= BLOCK_BYTES) await flush();
    }
    await flush();
  } finally {
    await behind.settled();
  }
  try {
    behind.check();
    await handle.sync();
    const { size } = await handle.stat();
    if (size !== bytes) throw new Error(`${bytes} bytes were written, the file has ${size}`);
  } catch (error) {
    throw storeError('make an object durable', error);
  }
  return bytes;
}

/** writev(2) may write less than it was given, most of all right before a disk is full. */
async function writeAll(handle: FileHandle, chunks: Buffer[], total: number): Promise<void> {
  if (total === 0) return;
  let { bytesWritten: done } = await handle.writev(chunks);
  if (done === total) return;
  const rest = Buffer.concat(chunks);
  while (done < total) done += (await handle.write(rest, done, total - done)).bytesWritten;
}

/** Syncs what was written so far beside further writing, one sync at a time. */
class WriteBehind {
  private waiting = 0;
  private running: Promise<void> | undefined;
  private failure: { error: unknown } | undefined;

  constructor(private readonly handle: FileHandle) {}

  wrote(bytes: number): void {
    this.waiting += bytes;
    if (this.waiting < WRITE_BEHIND_BYTES || this.running) return;
    this.waiting = 0;
    this.running = this.handle
      .datasync()
      .catch((error: unknown) => {
        this.failure = { error };
      })
      .finally(() => {
        this.running = undefined;
      });
  }

  async settled(): Promise<void> {
    await this.running;
  }

  /** The kernel tells a failed write-back once only: it must not be lost. */
  check(): void {
    if (this.failure) throw this.failure.error;
  }
}
