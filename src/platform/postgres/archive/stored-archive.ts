import { AppError } from '../../../common/app-error.js';
import { type Checksum, checksumStage, tapStage } from '../../pipeline/observers.js';
import { type PipelineOptions, runPipeline } from '../../pipeline/pipeline.js';
import type { PipelineSink, PipelineSource, PipelineStage, PipelineTap } from '../../pipeline/stage.js';
import { storedSink, storedSource } from '../../pipeline/stored-parts.js';
import type { StorageDriver } from '../../storage/storage-driver.js';
import { ArchiveReader } from './archive-reader.js';
import { followArchive } from './follow-archive.js';
import type { KeptRows } from './kept-rows.js';

type Passing = Pick<PipelineOptions, 'signal' | 'stallTimeoutMs' | 'isStillWorking'> & {
  /** Bytes of the plain archive so far. */
  onBytes?: (total: number) => void;
};

export interface StoreArchiveRequest extends Passing {
  source: PipelineSource;
  /** From what the source gives to the plain archive, where that is something else. */
  stages?: readonly (PipelineStage | PipelineTap)[];
  /** From the plain archive to the stored bytes. */
  packers: readonly PipelineStage[];
  store: Pick<StorageDriver, 'put'>;
  key: string;
  /** Is shown the rows of those tables that it wants. */
  kept?: KeptRows;
}

export interface StoredArchive {
  archive: ArchiveReader;
  stored: Checksum;
  /** That packed it, each of which ended with 0. */
  commands: (readonly string[])[];
}

/** What was stored, as its record says. */
export interface StoredObject {
  storageKey: string;
  storedBytes: number | null;
  sha256: string | null;
}

export interface OpenArchiveRequest extends Passing {
  store: Pick<StorageDriver, 'get'>;
  object: StoredObject;
  /** From the stored bytes to the plain archive. */
  openers: readonly PipelineStage[];
  /** From the plain archive to what the sink gets. */
  stages?: readonly (PipelineStage | PipelineTap)[];
  sink: PipelineSink;
}

/** Stores a dump while following it. Resolves when the object is whole and durable; on any failure there is none. */
export async function storeArchive(request: StoreArchiveRequest): Promise<StoredArchive> {
  const { source, stages = [], packers, store, key, onBytes, kept, ...passing } = request;
  const archive = new ArchiveReader(kept);
  const checksum = checksumStage();
  const sink = storedSink(store, key);
  await runPipeline({
    source,
    stages: [...stages, followArchive(archive, onBytes), ...packers, checksum],
    sink,
    ...passing,
  });
  if (sink.bytes !== checksum.result.bytes) {
    throw new AppError('STORAGE_FAILED', `The store took ${sink.bytes} of ${checksum.result.bytes} bytes.`);
  }
  return {
    archive,
    stored: checksum.result,
    commands: packers.flatMap(({ command }) => (command ? [command] : [])),
  };
}

/**
 * Reads a stored object whole, opens it, and hands the plain archive to the sink. Throws CHECKSUM_MISMATCH or
 * ARCHIVE_UNREADABLE when it is not what was stored; by then the sink has seen (part of) it, but never its end.
 */
export async function openArchive(request: OpenArchiveRequest): Promise<ArchiveReader> {
  const { store, object, openers, stages = [], sink, onBytes, ...passing } = request;
  const archive = new ArchiveReader();
  await runPipeline({
    source: storedSource(store, object.storageKey),
    stages: [sameBytes(object), ...openers, followArchive(archive, onBytes), ...stages],
    sink,
    ...passing,
  });
  return archive;
}

/** Throws CHECKSUM_MISMATCH. */
export function assertSameBytes(object: StoredObject, found: Checksum): void {
  if (found.bytes === object.storedBytes && found.sha256 === object.sha256) return;
  throw new AppError(
    'CHECKSUM_MISMATCH',
    `The stored object ${object.storageKey} is not what was stored: ${found.bytes} of ${object.storedBytes ?? '?'} bytes, ` +
      `SHA-256 ${found.sha256} instead of ${object.sha256 ?? '?'}.`,
    {
      hint: 'The store damaged it, or somebody changed it. Use another one, and check the disk.',
    },
  );
}

/** Compares what passes with what was stored, before the end of it is handed on. */
function sameBytes(object: StoredObject): PipelineTap {
  const checksum = checksumStage();
  return tapStage(
    'checksum',
    (chunk) => {
      checksum.onChunk(chunk);
    },
    () => {
      checksum.onEnd();
      assertSameBytes(object, checksum.result);
    },
  );
}
