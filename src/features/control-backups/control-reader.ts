import { AppError } from '../../common/app-error.js';
import { masterRecoveryIdentity } from '../../platform/crypto/age-identity.js';
import { ageDecrypt } from '../../platform/pipeline/age.js';
import type { PipelineSink } from '../../platform/pipeline/stage.js';
import { zstdDecompress } from '../../platform/pipeline/zstd.js';
import type { ArchiveReader } from '../../platform/postgres/archive/archive-reader.js';
import { openArchive } from '../../platform/postgres/archive/stored-archive.js';
import type { ClientPrograms } from '../../platform/postgres/client-programs.js';
import { readWhole } from '../../platform/postgres/restore.js';
import type { ProcessRunner } from '../../platform/process/process-runner.js';
import type { StorageDriver } from '../../platform/storage/storage-driver.js';
import { ARTIFACT_SUFFIX } from './control-dump-name.js';
import type { ControlManifest } from './control-manifest.js';

/** Opens dumps of the control database with the master key. */
export class ControlReader {
  constructor(
    private readonly runner: ProcessRunner,
    private readonly clients: ClientPrograms,
    private readonly stallTimeoutMs: number,
  ) {}

  /** Reads the stored dump whole: throws unless it is, byte by byte and row by row, what the manifest says. */
  async check(
    store: StorageDriver,
    base: string,
    manifest: ControlManifest,
    masterKey: Buffer,
    signal?: AbortSignal,
  ): Promise<void> {
    const archiveMajor = Number.parseInt(manifest.versions.pgDump, 10);
    const { pgRestore } = await this.clients.choose({ serverMajor: archiveMajor, archiveMajor });
    const sink = readWhole({ runner: this.runner, program: pgRestore.pgRestore });
    const archive = await this.open(store, base, manifest, {
      masterKey,
      sink,
      ...(signal === undefined ? {} : { signal }),
    });
    const found = archive.tableRows().map(({ rows }) => rows);
    const expected = Object.values(manifest.tableCounts);
    if (sorted(found) === sorted(expected)) return;
    throw new AppError('COUNT_MISMATCH', 'The stored dump of the control database does not have the rows it should.', {
      hint: 'Do not use it; use another dump.',
    });
  }

  /** Gives the plain archive to `sink`; throws CHECKSUM_MISMATCH or ARCHIVE_UNREADABLE, by when the sink has seen some of it. */
  async open(
    store: StorageDriver,
    base: string,
    manifest: ControlManifest,
    options: { masterKey: Buffer; sink: PipelineSink; signal?: AbortSignal },
  ): Promise<ArchiveReader> {
    const { masterKey, ...request } = options;
    const { identity } = await masterRecoveryIdentity(masterKey);
    return openArchive({
      ...request,
      store,
      object: { ...manifest.artifact, storageKey: `${base}${ARTIFACT_SUFFIX}` },
      openers: [
        ageDecrypt({ runner: this.runner, program: 'age', identity }),
        zstdDecompress({ runner: this.runner, program: 'zstd' }),
      ],
      stallTimeoutMs: this.stallTimeoutMs,
    });
  }
}

function sorted(counts: readonly number[]): string {
  return [...counts].sort((a, b) => a - b).join();
}
