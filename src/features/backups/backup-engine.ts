import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import { updateRow } from '../../database/update-row.js';
import { VERSION } from '../../config/version.js';
import type { ConnectionTarget } from '../../platform/postgres/connection.js';
import type { PipelineSink } from '../../platform/pipeline/stage.js';
import { ClientPrograms } from '../../platform/postgres/client-programs.js';
import { rolesGrantedBy } from '../../platform/postgres/archive/role-mentions.js';
import type { TocEntry } from '../../platform/postgres/archive/toc.js';
import { readWhole } from '../../platform/postgres/restore.js';
import { ProcessRunner } from '../../platform/process/process-runner.js';
import { FencedError } from '../jobs/job-context.js';
import { progressAt } from '../jobs/progress.js';
import { migrationSourceOf, type Source } from '../sources/source.entity.js';
import { StoragesService } from '../storages/storages.service.js';
import { type ArtifactPacking, formOf } from './artifact-form.js';
import { artifactNames } from './artifact-names.js';
import { ArtifactPackings, NOT_ENCRYPTED } from './artifact-packings.js';
import { ArtifactStreams } from './artifact-streams.js';
import { Artifact } from './artifact.entity.js';
import { Backup, type BackupVersions, type Proof } from './backup.entity.js';
import type { CaptureContext } from './capture-context.js';
import { assertSameCounts, countsOf } from './count-comparison.js';
import { type CapturedDump, type DumpRequest, DumpStep } from './dump-step.js';
import { ManifestStore } from './manifest-store.js';
import { StoredObjects } from './stored-objects.js';

/** A truncated or rewritten table between snapshot and locks is rare; three in a row is a table that is rewritten all the time. */
const MAX_DUMPS = 3;

/** What the record of a backup gets once the backup is whole, proven and described in the store. */
export type CapturedBackup = { versions: BackupVersions } & Pick<
  Backup,
  | 'rawBytes'
  | 'storedBytes'
  | 'databaseSize'
  | 'migrationState'
  | 'extensions'
  | 'roles'
  | 'tablespaces'
  | 'tableCounts'
  | 'countConditions'
  | 'fingerprints'
  | 'contentsTree'
  | 'warnings'
  | 'proof'
  | 'proofs'
>;

/**
 * Makes one backup (docs/archive-format.md): dump ▶ store ▶ read back ▶ manifest. When `capture` resolves, the stored
 * object was read back whole, its checksum and its rows per table are those of the dump, and the manifest lies beside
 * it. When it rejects, nothing is left in the store, unless the process dies: then the journalled keys say what to take away.
 */
@Injectable()
export class BackupEngine {
  constructor(
    private readonly runner: ProcessRunner,
    private readonly clients: ClientPrograms,
    private readonly packings: ArtifactPackings,
    private readonly storages: StoragesService,
    private readonly streams: ArtifactStreams,
    private readonly dumps: DumpStep,
    private readonly manifests: ManifestStore,
    private readonly objects: StoredObjects,
  ) {}

  async capture(
    backup: Backup,
    source: Source,
    target: ConnectionTarget,
    context: CaptureContext,
  ): Promise<CapturedBackup> {
    try {
      return await this.captureWhole(backup, source, target, context);
    } catch (error) {
      // Fenced: what lies there now may be a successor's, and whole.
      await this.objects.removeAttempt(backup.id, context).catch((failure: unknown) => {
        if (failure instanceof FencedError) throw failure;
        context.log('warn', 'clean_up', `What was stored could not be taken away: ${String(failure)}`);
      });
      throw error;
    }
  }

  private async captureWhole(
    backup: Backup,
    source: Source,
    target: ConnectionTarget,
    context: CaptureContext,
  ): Promise<CapturedBackup> {
    const store = await this.storages.defaultStore();
    const packing = await this.packings.choose(backup.tenantId, store.driver);
    if (packing.key === null) context.log('warn', 'starting', NOT_ENCRYPTED.message);
    const dumped = await context.step('dump', () =>
      this.dumpUntilSteady({
        target,
        context,
        migrations: migrationSourceOf(source),
        packing,
        announce: (at) => this.announce(backup, source, target, { storageId: store.id, packing }, at, context),
      }),
    );
    if (packing.key === null) dumped.warnings.unshift(NOT_ENCRYPTED);
    const readBack = await context.step('read_back', () => this.readBack(dumped, context));
    const captured = toCaptured(backup, dumped, readBack);
    context.signal.throwIfAborted();
    context.log('info', 'manifest', 'Signing and storing the manifest.');
    await context.step('manifest', () => this.manifests.write({ backup, source, dumped, captured, packing }));
    return captured;
  }

  /** Journals which objects may come to lie in the store, before the first byte does. */
  private async announce(
    backup: Backup,
    source: Source,
    target: ConnectionTarget,
    where: { storageId: string; packing: ArtifactPacking },
    at: Date,
    context: CaptureContext,
  ): Promise<Artifact> {
    await this.objects.removeAttempt(backup.id, context);
    const form = formOf(where.packing);
    const names = artifactNames(backup, source.name, form, at);
    return context.transaction(async (manager) => {
      await updateRow(manager, Backup, backup.id, { manifestKey: names.manifestKey });
      return manager.save(
        manager.create(Artifact, {
          tenantId: backup.tenantId,
          backupId: backup.id,
          role: 'database',
          name: target.database,
          fileName: names.fileName,
          storageKey: names.artifactKey,
          storageId: where.storageId,
          keyId: where.packing.key?.keyId ?? null,
          ...form,
        }),
      );
    });
  }

  private async dumpUntilSteady(request: DumpRequest): Promise<CapturedDump> {
    const { context } = request;
    for (let attempt = 1; ; attempt += 1) {
      const dumped = await this.dumps.run(request);
      if (dumped.changedTables.length === 0) return dumped.dump;
      const names = dumped.changedTables.join(', ');
      if (attempt === MAX_DUMPS) {
        throw new AppError('DUMP_FAILED', `Tables were truncated or rewritten each time the dump began: ${names}.`, {
          hint: 'The dump would have missed their rows. Run the backup while nothing truncates or rewrites these tables.',
        });
      }
      context.log('warn', 'dump', `Starting anew: truncated or rewritten while the dump began: ${names}.`, { attempt });
    }
  }

  /** The proof of "completed": what the store gives back is the archive, every byte and every row of it. */
  private async readBack(dumped: CapturedDump, context: CaptureContext): Promise<ReadBack> {
    const { artifact } = dumped;
    const startedAt = performance.now();
    context.log('info', 'read_back', 'Reading the stored object back: checksum, decryption, decompression, every row.');
    await context.progress(progressAt('read_back', 90));
    const { pgRestore } = await this.clients.choose({
      serverMajor: dumped.serverMajor,
      archiveMajor: dumped.pgDumpMajor,
    });
    const sink = readWhole({ runner: this.runner, program: pgRestore.pgRestore });
    const archive = await this.streams.open({ artifact, signal: context.signal, sink });
    assertSameCounts(countsOf(dumped.archive), countsOf(archive), 'the dump', 'what the store gave back');
    const seconds = (performance.now() - startedAt) / 1_000;
    context.log('info', 'read_back', 'The stored object is whole: same SHA-256, same rows in every table.', {
      seconds: Math.round(seconds * 100) / 100,
      sha256: artifact.sha256,
    });
    return { seconds, program: `pg_restore ${pgRestore.version}`, command: sink.command };
  }
}

interface ReadBack {
  seconds: number;
  program: string;
  command: PipelineSink['command'];
}

function toCaptured(backup: Backup, dumped: CapturedDump, readBack: ReadBack): CapturedBackup {
  const { artifact } = dumped;
  const at = new Date().toISOString();
  const tables = Object.keys(dumped.tableCounts).length;
  const rows = Object.values(dumped.tableCounts).reduce((sum, count) => sum + count, 0);
  const proofs: Proof[] = [
    {
      level: 'stored',
      at,
      seconds: dumped.seconds,
      evidence: {
        commands: dumped.commands,
        exitCode: 0,
        program: `pg_dump ${dumped.pgDumpVersion}`,
        storedBytes: artifact.storedBytes,
      },
    },
    { level: 'checksum', at, seconds: readBack.seconds, evidence: { sha256: artifact.sha256 } },
    {
      level: 'decoded',
      at,
      seconds: readBack.seconds,
      evidence: { commands: [readBack.command], exitCode: 0, program: readBack.program, tables, rows },
    },
  ];
  return {
    rawBytes: artifact.rawBytes,
    storedBytes: artifact.storedBytes,
    databaseSize: dumped.databaseSize,
    versions: {
      server: dumped.serverVersion,
      pgDump: dumped.pgDumpVersion,
      backstitch: VERSION,
      app: backup.appVersion,
    },
    migrationState: dumped.migrationState,
    extensions: dumped.extensions,
    roles: {
      owners: namedIn(dumped, (entry) => entry.owner),
      grantees: dumped.grantees,
      grantors: rolesGrantedBy(dumped.archive.toc ?? []),
    },
    tablespaces: namedIn(dumped, (entry) => entry.tablespace),
    tableCounts: dumped.tableCounts,
    countConditions: dumped.countConditions,
    fingerprints: dumped.fingerprints,
    contentsTree: dumped.contents,
    warnings: dumped.warnings,
    proof: 'decoded',
    proofs,
  };
}

function namedIn({ archive }: CapturedDump, nameOf: (entry: TocEntry) => string | null): string[] {
  const names = (archive.toc ?? []).map((entry) => nameOf(entry) ?? '');
  return [...new Set(names)].filter((name) => name !== '').sort();
}
