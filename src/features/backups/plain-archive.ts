import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { StoragesService } from '../storages/storages.service.js';
import { assertPresent } from './artifact-check.js';
import { ArtifactStreams } from './artifact-streams.js';
import type { Artifact } from './artifact.entity.js';

/** How much waits for a slow client before the programs do. */
const WINDOW_BYTES = 1024 * 1024;

/** An artifact as it was before it was compressed and encrypted, as a stream. */
@Injectable()
export class PlainArchive {
  constructor(
    private readonly storages: StoragesService,
    private readonly streams: ArtifactStreams,
  ) {}

  /**
   * Resolves at the first bytes; rejects when it comes to none, with what is wrong. The stream ends only when every
   * program ended with 0 and the stored bytes were those that were stored; otherwise it is destroyed with the reason, so
   * that nobody takes what came for the whole. Destroying it kills the programs.
   */
  async open(artifact: Artifact): Promise<Readable> {
    await assertPresent(await this.storages.driver(artifact.storageId), artifact);
    const body = new PassThrough({ highWaterMark: WINDOW_BYTES });
    const given = this.streams.open({
      artifact,
      signal: new AbortController().signal, // whoever has the stream stops it by destroying it
      sink: { name: 'client', consume: (input) => pipeline(input, body) },
    });
    given.catch((error: unknown) => {
      body.destroy(error instanceof Error ? error : undefined);
    });
    body.on('error', () => undefined); // told to whoever reads, or by `given`; never uncaught in between
    await Promise.race([once(body, 'readable'), given]);
    return body;
  }
}
