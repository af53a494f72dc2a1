import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import { discardSink } from '../../platform/pipeline/stored-parts.js';
import { ClientPrograms } from '../../platform/postgres/client-programs.js';
import { readWhole } from '../../platform/postgres/restore.js';
import { ProcessRunner } from '../../platform/process/process-runner.js';
import type { StorageDriver } from '../../platform/storage/storage-driver.js';
import { StoragesService } from '../storages/storages.service.js';
import { ArtifactStreams } from './artifact-streams.js';
import type { Artifact } from './artifact.entity.js';
import type { VerifyLevel } from './backup-states.js';
import type { Backup, Proof } from './backup.entity.js';
import { ManifestStore } from './manifest-store.js';

const DAMAGE_CODES: ReadonlySet<string> = new Set([
  'CHECKSUM_MISMATCH',
  'ARCHIVE_UNREADABLE',
  'MANIFEST_INVALID',
  'COUNT_MISMATCH',
]);

/** True for errors that say that the backup itself is damaged, not that it could not be looked at. */
export function isDamage(error: unknown): error is AppError {
  return error instanceof AppError && isDamageCode(error.code);
}

export function isDamageCode(code: string): boolean {
  return DAMAGE_CODES.has(code);
}

/** Proves, or disproves, what lies in the store for a backup. Reads the store alone. */
@Injectable()
export class ArtifactCheck {
  constructor(
    private readonly runner: ProcessRunner,
    private readonly clients: ClientPrograms,
    private readonly storages: StoragesService,
    private readonly streams: ArtifactStreams,
    private readonly manifests: ManifestStore,
  ) {}

  /** Throws CHECKSUM_MISMATCH, ARCHIVE_UNREADABLE, MANIFEST_INVALID or COUNT_MISMATCH for damage; STORAGE_FAILED when the store does not answer. */
  async run(backup: Backup, level: VerifyLevel, signal: AbortSignal): Promise<Proof> {
    const startedAt = performance.now();
    const artifact = onlyArtifact(backup);
    await this.manifests.read(backup);
    await assertPresent(await this.storages.driver(artifact.storageId), artifact);
    const { sha256, bytes } = await this.streams.check(artifact, signal, discardSink());
    const evidence = level === 'decoded' ? await this.decode(backup, artifact, signal) : {};
    return {
      level,
      at: new Date().toISOString(),
      seconds: (performance.now() - startedAt) / 1_000,
      evidence: { sha256, storedBytes: bytes, ...evidence },
    };
  }

  private async decode(backup: Backup, artifact: Artifact, signal: AbortSignal): Promise<Record<string, unknown>> {
    const { pgRestore } = await this.clients.choose({ serverMajor: 0, archiveMajor: pgDumpMajorOf(backup) });
    const sink = readWhole({ runner: this.runner, program: pgRestore.pgRestore });
    const archive = await this.streams.open({ artifact, signal, sink });
    const expected = Object.values(backup.tableCounts ?? {});
    const rows = archive.tableRows().reduce((sum, table) => sum + table.rows, 0);
    const expectedRows = expected.reduce((sum, count) => sum + count, 0);
    if (archive.tableRows().length !== expected.length || rows !== expectedRows) {
      throw new AppError(
        'COUNT_MISMATCH',
        `The archive holds ${rows} rows in ${archive.tableRows().length} tables; its record says ${expectedRows} in ${expected.length}.`,
        {
          hint: 'Use another backup.',
        },
      );
    }
    const program = `pg_restore ${pgRestore.version}`;
    return { commands: [sink.command], exitCode: 0, program, tables: expected.length, rows };
  }
}

/** What is gone, emptied or cut is told from its size, before anything is read. Throws ARCHIVE_UNREADABLE, CHECKSUM_MISMATCH. */
export async function assertPresent(driver: Pick<StorageDriver, 'stat'>, artifact: Artifact): Promise<void> {
  const found = await driver.stat(artifact.storageKey);
  if (found === null) {
    throw new AppError('ARCHIVE_UNREADABLE', `The artifact ${artifact.storageKey} is missing from the store.`, {
      hint: 'Somebody deleted it, or the store lost it. Use another backup.',
    });
  }
  if (found.bytes !== artifact.storedBytes) {
    throw new AppError(
      'CHECKSUM_MISMATCH',
      `The artifact ${artifact.storageKey} has ${found.bytes} bytes instead of ${artifact.storedBytes ?? '?'}.`,
      {
        hint: 'The store damaged it, or somebody changed it. Use another backup.',
      },
    );
  }
}

export function onlyArtifact(backup: Backup): Artifact {
  const [artifact] = backup.artifacts;
  if (artifact === undefined)
    throw new AppError('ARCHIVE_UNREADABLE', 'This backup has no artifact.', { hint: 'Make a new one.' });
  return artifact;
}

/** The major of the pg_dump that wrote a backup's archive. */
export function pgDumpMajorOf(backup: Backup): number {
  return Number.parseInt(backup.versions?.pgDump ?? '0', 10);
}
