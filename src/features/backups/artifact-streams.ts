import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import { Settings } from '../../config/settings.js';
import { type Checksum, checksumStage, tapStage } from '../../platform/pipeline/observers.js';
import { runPipeline } from '../../platform/pipeline/pipeline.js';
import type { PipelineSink, PipelineSource, PipelineStage, PipelineTap } from '../../platform/pipeline/stage.js';
import { discardSink, storedSink, storedSource } from '../../platform/pipeline/stored-parts.js';
import { ArchiveReader } from '../../platform/postgres/archive/archive-reader.js';
import { followArchive } from '../../platform/postgres/archive/follow-archive.js';
import { replaceToc, type TocReplacement } from '../../platform/postgres/archive/replace-toc.js';
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
  isStillWorking?: (part: string) => boolean | Promise<boolean>;
}

export interface StoredArchive {
  archive: ArchiveReader;
  stored: Checksum;
  /** That packed it, each of which ended with 0. */
  commands: (readonly string[])[];
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
  async store(request: StoreRequest): Promise<StoredArchive> {
    const archive = new ArchiveReader();
    const checksum = checksumStage();
    const sink = storedSink(await this.storages.driver(request.artifact.storageId), request.artifact.storageKey);
    const packing = packers(this.runner, request.packing);
    await runPipeline({
      source: request.source,
      stages: [...(request.stages ?? []), followArchive(archive, request.onBytes), ...packing, checksum],
      sink,
      signal: request.signal,
      stallTimeoutMs: this.stallTimeoutMs,
      ...(request.isStillWorking === undefined ? {} : { isStillWorking: request.isStillWorking }),
    });
    if (sink.bytes !== checksum.result.bytes) {
      throw new AppError('STORAGE_FAILED', `The store took ${sink.bytes} of ${checksum.result.bytes} bytes.`);
    }
    return { archive, stored: checksum.result, commands: packing.flatMap(({ command }) => (command ? [command] : [])) };
  }

  /**
   * Reads a stored object whole, opens it, and hands the plain archive to `sink`. Throws CHECKSUM_MISMATCH or
   * ARCHIVE_UNREADABLE when it is not what was stored; by then the sink has seen (part of) it, but never its end.
   */
  async open(request: OpenRequest): Promise<ArchiveReader> {
    const { artifact } = request;
    const archive = new ArchiveReader();
    await runPipeline({
      source: storedSource(await this.storages.driver(artifact.storageId), artifact.storageKey),
      stages: [
        sameBytes(artifact),
        ...(await this.openers(artifact)),
        followArchive(archive, request.onBytes),
        ...(request.toc === undefined ? [] : [replaceToc(request.toc)]),
      ],
      sink: request.sink,
      signal: request.signal,
      stallTimeoutMs: this.stallTimeoutMs,
      ...(request.isStillWorking === undefined ? {} : { isStillWorking: request.isStillWorking }),
    });
    return archive;
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

/** Compares what passes with what was stored, before the end of it is handed on. */
function sameBytes(artifact: Artifact): PipelineTap {
  const checksum = checksumStage();
  return tapStage(
    'checksum',
    (chunk) => {
      checksum.onChunk(chunk);
    },
    () => {
      checksum.onEnd();
      assertSameBytes(artifact, checksum.result);
    },
  );
}

function assertSameBytes(artifact: Artifact, found: Checksum): void {
  if (found.bytes === artifact.storedBytes && found.sha256 === artifact.sha256) return;
  throw new AppError(
    'CHECKSUM_MISMATCH',
    `The stored object ${artifact.storageKey} is not what was stored: ${found.bytes} of ${artifact.storedBytes ?? '?'} bytes, ` +
      `SHA-256 ${found.sha256} instead of ${artifact.sha256 ?? '?'}.`,
    { hint: 'The store damaged it, or somebody changed it. Use another backup, and check the disk.' },
  );
}
