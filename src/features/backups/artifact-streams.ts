import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import { Settings } from '../../config/settings.js';
import { type Checksum, checksumStage, tapStage } from '../../platform/pipeline/observers.js';
import { runPipeline } from '../../platform/pipeline/pipeline.js';
import type { PipelineSink, PipelineSource, PipelineStage, PipelineTap } from '../../platform/pipeline/stage.js';
import { discardSink, storedSource } from '../../platform/pipeline/stored-parts.js';
import { ArchiveReader } from '../../platform/postgres/archive/archive-reader.js';
import type { KeptRows } from '../../platform/postgres/archive/kept-rows.js';
import { replaceToc, type TocReplacement } from '../../platform/postgres/archive/replace-toc.js';
import {
  assertSameBytes,
  openArchive,
  storeArchive,
  type StoredArchive,
} from '../../platform/postgres/archive/stored-archive.js';
import type { TocEntry } from '../../platform/postgres/archive/toc.js';
import { ProcessRunner } from '../../platform/process/process-runner.js';
import { Keyring } from '../encryption-keys/keyring.js';
import { StoragesService } from '../storages/storages.service.js';
import type { ArtifactPacking } from './artifact-form.js';
import { openers, packers } from './artifact-layers.js';
import type { Artifact } from './artifact.entity.js';

export interface StoreRequest {
  source: PipelineSource;
  /** From what the source gives to the plain archive, where that is something else. */
  stages?: readonly (PipelineStage | PipelineTap)[];
  artifact: Artifact;
  packing: ArtifactPacking;
  signal: AbortSignal;
  /** Bytes of the plain archive so far. */
  onBytes: (total: number) => void;
  /** Is shown the rows of those tables that it wants. */
  kept?: KeptRows;
  isStillWorking?: (part: string) => boolean | Promise<boolean>;
}

export interface OpenRequest {
  artifact: Artifact;
  sink: PipelineSink;
  /** The table of contents that the sink gets in the place of the stored one. */
  toc?: TocReplacement;
  signal: AbortSignal;
  onBytes?: (total: number) => void;
  isStillWorking?: (part: string) => boolean | Promise<boolean>;
}

export interface ArchiveToc {
  toc: readonly TocEntry[];
  /** The archive's first bytes, up to the end of its table of contents. */
  tocBytes: Buffer;
}

/** The way of an artifact's bytes into the store and back, by its form, in one pass, with flat memory. */
@Injectable()
export class ArtifactStreams {
  constructor(
    private readonly settings: Settings,
    private readonly runner: ProcessRunner,
    private readonly storages: StoragesService,
    private readonly keyring: Keyring,
  ) {}

  /** Stores a dump while following it. Resolves when the object is whole and durable; on any failure there is none. */
  async store({ artifact, packing, ...request }: StoreRequest): Promise<StoredArchive> {
    return storeArchive({
      ...request,
      packers: packers(this.runner, packing),
      store: await this.storages.driver(artifact.storageId),
      key: artifact.storageKey,
      stallTimeoutMs: this.stallTimeoutMs,
    });
  }

  /**
   * Reads a stored object whole, opens it, and hands the plain archive to `sink`. Throws CHECKSUM_MISMATCH or
   * ARCHIVE_UNREADABLE when it is not what was stored; by then the sink has seen (part of) it, but never its end.
   */
  async open({ artifact, toc, ...request }: OpenRequest): Promise<ArchiveReader> {
    return openArchive({
      ...request,
      store: await this.storages.driver(artifact.storageId),
      object: artifact,
      openers: await this.openers(artifact),
      stages: toc === undefined ? [] : [replaceToc(toc)],
      stallTimeoutMs: this.stallTimeoutMs,
    });
  }

  /**
   * The table of contents alone, from the first bytes of a stored object; the rest is neither read nor checked.
   * Throws ARCHIVE_UNREADABLE.
   */
  async readToc(artifact: Artifact, signal: AbortSignal): Promise<ArchiveToc> {
    const archive = new ArchiveReader();
    const enough = new Error('The table of contents is whole.');
    const stopAfterToc = tapStage('table of contents', (chunk) => {
      archive.push(chunk);
      if (archive.tocBytes !== null) throw enough;
    });
    try {
      await runPipeline({
        source: storedSource(await this.storages.driver(artifact.storageId), artifact.storageKey),
        stages: [...(await this.openers(artifact)), stopAfterToc],
        sink: discardSink(),
        signal,
        stallTimeoutMs: this.stallTimeoutMs,
      });
    } catch (error) {
      if (error !== enough) throw error;
    }
    const { toc, tocBytes } = archive;
    if (toc === null || tocBytes === null) {
      throw new AppError('ARCHIVE_UNREADABLE', 'The archive ends within its table of contents.', {
        hint: 'Use another backup.',
      });
    }
    return { toc, tocBytes };
  }

  /** Reads the stored bytes and compares them with what was stored. Throws CHECKSUM_MISMATCH. */
  async check(artifact: Artifact, signal: AbortSignal, sink: PipelineSink): Promise<Checksum> {
    const checksum = checksumStage();
    await runPipeline({
      source: storedSource(await this.storages.driver(artifact.storageId), artifact.storageKey),
      stages: [checksum],
      sink,
      signal,
      stallTimeoutMs: this.stallTimeoutMs,
    });
    assertSameBytes(artifact, checksum.result);
    return checksum.result;
  }

  /** From the stored bytes to the plain archive. */
  private async openers(artifact: Artifact): Promise<PipelineStage[]> {
    const { keyId } = artifact;
    const identity = keyId === null ? null : await this.keyring.identity(artifact.tenantId, keyId);
    return openers(this.runner, artifact, identity);
  }

  private get stallTimeoutMs(): number {
    return this.settings.stallTimeoutSeconds * 1_000;
  }
}
