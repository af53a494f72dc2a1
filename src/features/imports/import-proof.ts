import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import { VERSION } from '../../config/version.js';
import type { PipelineSink } from '../../platform/pipeline/stage.js';
import { ClientPrograms } from '../../platform/postgres/client-programs.js';
import { readWhole } from '../../platform/postgres/restore.js';
import { ProcessRunner } from '../../platform/process/process-runner.js';
import { ArtifactStreams } from '../backups/artifact-streams.js';
import { NOT_ENCRYPTED } from '../backups/artifact-packings.js';
import { contentsOf } from '../backups/backup-contents.js';
import type { CapturedBackup } from '../backups/backup-engine.js';
import type { Backup, Proof, Warning } from '../backups/backup.entity.js';
import { assertSameCounts, countsOf } from '../backups/count-comparison.js';
import { type DescribedDump, ManifestStore } from '../backups/manifest-store.js';
import type { Manifest } from '../backups/manifest.js';
import { Keyring } from '../encryption-keys/keyring.js';
import { progressAt } from '../jobs/progress.js';
import { ImportEngine, type RepackedDump, type RepackRequest } from './import-engine.js';
import { trustOf } from './upload-trust.js';

export interface ImportedBackup {
  captured: CapturedBackup;
  trusted: boolean;
}

interface ReadBack {
  seconds: number;
  program: string;
  command: PipelineSink['command'];
}

/** Imports an upload as far as it can be shown to be what it is: repacked, read back whole, and described in a manifest. */
@Injectable()
export class ImportProof {
  constructor(
    private readonly runner: ProcessRunner,
    private readonly clients: ClientPrograms,
    private readonly streams: ArtifactStreams,
    private readonly manifests: ManifestStore,
    private readonly keyring: Keyring,
    private readonly engine: ImportEngine,
  ) {}

  async import(request: RepackRequest): Promise<ImportedBackup> {
    const { backup, source, upload, job } = request;
    assertAsSaid(upload);
    const { manifest, warnings } = trustOf(upload, await this.keyring.trustedSigners());
    for (const { message } of warnings) job.log('warn', 'import', message);
    const repacked = await job.step('import', () => this.engine.repack(request));
    if (manifest !== null) {
      const described = new Map(Object.entries(manifest.tableCounts));
      assertSameCounts(described, new Map(Object.entries(repacked.tableCounts)), 'its manifest', 'the uploaded dump');
    }
    if (manifest === null) warnings.push(...repacked.warnings);
    if (repacked.packing.key === null) warnings.unshift(NOT_ENCRYPTED);
    const readBack = await job.step('read_back', () => this.readBack(repacked, request));
    backup.trusted = manifest !== null;
    const dumped = describe(repacked, manifest, warnings);
    const captured = capturedOf(backup, repacked, manifest, dumped, readBack);
    job.throwIfAborted();
    job.log('info', 'manifest', 'Signing and storing the manifest.');
    await job.step('manifest', () =>
      this.manifests.write({
        backup,
        source,
        dumped,
        captured,
        packing: repacked.packing,
      }),
    );
    return { captured, trusted: backup.trusted };
  }

  private async readBack({ artifact, archive, facts }: RepackedDump, { job }: RepackRequest): Promise<ReadBack> {
    const startedAt = performance.now();
    job.log('info', 'read_back', 'Reading the stored object back: checksum, decryption, decompression, every row.');
    await job.progress(progressAt('read_back', 75));
    const { pgRestore } = await this.clients.choose({
      serverMajor: 0,
      archiveMajor: facts.archiveMajor,
    });
    const sink = readWhole({
      runner: this.runner,
      program: pgRestore.pgRestore,
    });
    const found = await this.streams.open({
      artifact,
      signal: job.signal,
      sink,
    });
    assertSameCounts(countsOf(archive), countsOf(found), 'the upload', 'what the store gave back');
    const seconds = (performance.now() - startedAt) / 1_000;
    return {
      seconds,
      program: `pg_restore ${pgRestore.version}`,
      command: sink.command,
    };
  }
}

/** Throws CHECKSUM_MISMATCH where whoever sent it said that it is another. */
function assertAsSaid({ expectedSha256, sha256 }: RepackRequest['upload']): void {
  if (expectedSha256 === null || expectedSha256 === sha256) return;
  throw new AppError('CHECKSUM_MISMATCH', `The SHA-256 of the upload is ${sha256 ?? '?'}, not ${expectedSha256}.`, {
    hint: 'It was damaged on its way, or is another file. Upload it again.',
  });
}

/** Of a trusted one everything is as its manifest says; of another as the dump itself tells. */
function describe(repacked: RepackedDump, manifest: Manifest | null, warnings: Warning[]): DescribedDump {
  const { artifact, archive, facts, tableCounts } = repacked;
  const capturedAt = manifest === null ? repacked.capturedAt : new Date(manifest.backup.capturedAt);
  return {
    ...{ artifact, archive, capturedAt, tableCounts },
    databaseSize: manifest?.database.bytes ?? archive.rawBytes,
    properties: manifest?.database.properties ?? facts.properties,
    extensions: manifest?.extensions ?? facts.extensions,
    migrationState: manifest?.migrationState ?? repacked.migrationState,
    countConditions: manifest?.countConditions ?? {},
    fingerprints: manifest?.fingerprints ?? null,
    warnings: [...warnings, ...(manifest?.warnings ?? []).filter(({ code }) => code !== NOT_ENCRYPTED.code)],
  };
}

function capturedOf(
  { appVersion }: Backup,
  { artifact, archive, facts, seconds, commands }: RepackedDump,
  manifest: Manifest | null,
  dumped: DescribedDump,
  readBack: ReadBack,
): CapturedBackup {
  const at = new Date().toISOString();
  const counts = Object.values(dumped.tableCounts);
  const rows = counts.reduce((sum, count) => sum + count, 0);
  const { storedBytes, rawBytes, sha256 } = artifact;
  const decoded = {
    commands: [readBack.command],
    exitCode: 0,
    program: readBack.program,
    tables: counts.length,
    rows,
  };
  const proofs: Proof[] = [
    {
      level: 'stored',
      at,
      seconds,
      evidence: { commands, exitCode: 0, program: 'upload', storedBytes },
    },
    { level: 'checksum', at, seconds: readBack.seconds, evidence: { sha256 } },
    { level: 'decoded', at, seconds: readBack.seconds, evidence: decoded },
  ];
  const { databaseSize, migrationState, extensions, tableCounts, countConditions, fingerprints, warnings } = dumped;
  return {
    ...{
      rawBytes,
      storedBytes,
      databaseSize: manifest === null ? null : databaseSize, // no dump tells what its database took
      migrationState,
      extensions,
      tableCounts,
      countConditions,
      fingerprints,
    },
    versions: manifest?.versions ?? {
      ...{
        server: facts.server,
        pgDump: facts.pgDump,
        backstitch: VERSION,
        app: appVersion,
      },
    },
    roles: manifest?.roles ?? facts.roles,
    tablespaces: manifest?.tablespaces ?? facts.tablespaces,
    contentsTree: contentsOf(archive, []),
    ...{ warnings, proof: 'decoded', proofs },
  };
}
