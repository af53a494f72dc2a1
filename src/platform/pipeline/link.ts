import type { Readable, Writable } from 'node:stream';
import type { PipelineTap } from './stage.js';

/**
 * How much may wait for a writer before its reader pauses, in bytes. Node's own mark (16 kB on Node 20) is below the
 * 64 kB that a pipe gives at once, and would stop the reader after every single chunk.
 */
const WINDOW_BYTES = 1024 * 1024;

/** Where a link is: moving, held up by its writer, broken by it, or through with everything. */
export type LinkState = 'flowing' | 'blocked' | 'broken' | 'ended';

/**
 * Moves bytes from a stream to the next, without a copy, under back-pressure, and hands on the end once `whole` has
 * resolved: the output of a program that was killed ends just as a whole one does. Unlike `stream.pipe` a
 * writer that breaks does not destroy its reader: the bytes are read on and dropped, so that the part before does not fail as well and hide which part failed first. Whoever makes the link decides what a break means.
 */
export class Link {
  state: LinkState = 'flowing';

  constructor(
    private readonly from: Readable,
    private readonly to: Writable,
    private readonly onBytes: (bytes: number) => void = () => undefined,
    /** Resolves when what gave the bytes ended cleanly; after a rejection the end is never handed on. */
    whole: Promise<void> = Promise.resolve(),
    /** Looked through in order. What one of them throws is told to `onTapFailure`, and nothing is handed on any more. */
    private readonly taps: readonly PipelineTap[] = [],
    private readonly onTapFailure: (error: unknown) => void = () => undefined,
  ) {
    // Errors are told by the parts themselves (`ended`); here they only must not go unheard.
    from.on('error', () => undefined);
    to.on('error', () => undefined);
    from.on('data', (chunk: Buffer) => {
      this.move(chunk);
    });
    from.once('end', () => {
      whole.then(
        () => {
          this.end();
        },
        () => undefined, // told by the part that failed
      );
    });
    to.on('drain', () => {
      if (this.state === 'blocked') this.state = 'flowing';
      from.resume();
    });
    to.once('close', () => {
      if (this.state === 'ended') return;
      this.state = 'broken';
      from.resume();
    });
  }

  destroy(): void {
    this.from.destroy();
    this.to.destroy();
  }

  private end(): void {
    if (
      this.state === 'broken' ||
      !this.tapped((tap) => {
        tap.onEnd();
      })
    )
      return;
    this.state = 'ended';
    this.to.end();
  }

  private tapped(look: (tap: PipelineTap) => void): boolean {
    try {
      this.taps.forEach(look);
      return true;
    } catch (error) {
      this.state = 'broken';
      this.onTapFailure(error);
      return false;
    }
  }

  private move(chunk: Buffer): void {
    this.onBytes(chunk.length);
    if (
      this.state === 'broken' ||
      !this.tapped((tap) => {
        tap.onChunk(chunk);
      })
    )
      return;
    this.to.write(chunk);
    if (this.to.writableLength < WINDOW_BYTES) return;
    this.state = 'blocked';
    this.from.pause();
  }
}
