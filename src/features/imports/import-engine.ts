import { Injectable } from '@nestjs/common';
import { updateRow } from '../../database/update-row.js';
import { ArchivedHistories } from '../../platform/migration-state/archived-histories.js';
import type { ParsedToc } from '../../platform/postgres/archive/recode-archive.js';
import type { ArchiveReader } from '../../platform/postgres/archive/archive-reader.js';
import { vetToc } from '../../platform/postgres/archive/vet-toc.js';
import { ClientPrograms } from '../../platform/postgres/client-programs.js';
import type { ArtifactPacking } from '../backups/artifact-form.js';
import { formOf } from '../backups/artifact-form.js';
import { artifactNames } from '../backups/artifact-names.js';
import { ArtifactPackings } from '../backups/artifact-packings.js';
import { ArtifactStreams } from '../backups/artifact-streams.js';
import { Artifact } from '../backups/artifact.entity.js';
import { Backup } from '../backups/backup.entity.js';
import { settingsOf } from '../settings/tenant-settings.js';
import type { JobContext } from '../jobs/job-context.js';
import { ByteProgress } from '../jobs/byte-progress.js';
import { migrationSourceOf, type Source } from '../sources/source.entity.js';
import { StoragesService } from '../storages/storages.service.js';
import { countsByName, type DumpHistory, historyOf, namesOfTables } from './archived-tables.js';
import { type DumpFacts, dumpFactsOf } from './dump-facts.js';
import type { ReceivedUpload } from './received-upload.entity.js';
import { type OpenedUpload, UploadArchives } from './upload-archives.js';
import { type FoundUpload, UploadLayers } from './upload-layers.js';

export interface RepackRequest {
  backup: Backup;
  source: Source;
  upload: ReceivedUpload;
  job: JobContext;
}

/** An uploaded dump as it lies in the store now: in our form, with what its table of contents and its rows tell. */
export interface RepackedDump extends DumpHistory {
  artifact: Artifact;
  archive: ArchiveReader;
  facts: DumpFacts;
  packing: ArtifactPacking;
  capturedAt: Date;
  seconds: number;
  commands: (readonly string[])[];
  tableCounts: Record<string, number>;
}

/**
 * From an upload to an artifact of ours, in one pass: opened, looked at, counted, packed as the tenant's backups are. What
 * pg_dump would not have written is refused before the first byte is stored. On any failure the store has no object.
 */
@Injectable()
export class ImportEngine {
  constructor(
    private readonly clients: ClientPrograms,
    private readonly packings: ArtifactPackings,
    private readonly storages: StoragesService,
    private readonly streams: ArtifactStreams,
    private readonly layers: UploadLayers,
    private readonly archives: UploadArchives,
  ) {}

  async repack(request: RepackRequest): Promise<RepackedDump> {
    const { backup, upload, job } = request;
    const found = await this.layers.find(upload, job.signal);
    const store = await this.storages.defaultStore();
    const packing = await this.packings.choose(backup.tenantId, store.driver);
    const capturedAt = new Date();
    const artifact = await this.announce(request, store.id, packing, capturedAt);
    const startedAt = performance.now();
    const parsed: { toc?: ParsedToc } = {};
    const histories = new ArchivedHistories(migrationSourceOf(request.source));
    const opened = await this.open(request, found, (toc) => {
      parsed.toc = toc;
      histories.look(toc.toc);
    });
    const progress = progressOf(request, found.kind === 'tar' ? LOOKED_PERCENT : 0, REPACKED_PERCENT);
    const { archive, stored, commands } = await this.streams.store({
      ...{
        ...opened,
        artifact,
        packing,
        signal: job.signal,
        kept: histories.kept,
      },
      onBytes: (total) => {
        progress.moved(total);
      },
    });
    if (parsed.toc === undefined) throw new Error('An archive was stored without its table of contents.');
    Object.assign(artifact, {
      rawBytes: archive.rawBytes,
      storedBytes: stored.bytes,
      sha256: stored.sha256,
    });
    const facts = dumpFactsOf(parsed.toc);
    artifact.name = facts.database;
    const names = await job.transaction(async (manager) => {
      await manager.save(Artifact, artifact);
      return namesOfTables(manager, archive);
    });
    const tableCounts = countsByName(names, archive);
    const seconds = Math.round(performance.now() - startedAt) / 1_000;
    job.log('info', 'import', 'Every byte of it was read, and it is stored as our own backups are.', {
      ...{
        seconds,
        rawBytes: archive.rawBytes,
        storedBytes: stored.bytes,
        tables: Object.keys(tableCounts).length,
      },
    });
    const history = historyOf(histories.state(names), job);
    return {
      artifact,
      archive,
      facts,
      packing,
      capturedAt,
      seconds,
      commands,
      tableCounts,
      ...history,
    };
  }

  /** What the table of contents tells is judged before the first byte is stored: what is in it, and who could read it. */
  private async open(
    request: RepackRequest,
    found: FoundUpload,
    onToc: (toc: ParsedToc) => void,
  ): Promise<OpenedUpload> {
    const { backup, upload, job } = request;
    const { importMaxBytes } = await job.transaction((manager) => settingsOf(manager, backup.tenantId));
    const what = [...found.layers, ...(found.kind === 'tar' ? ['a dump in a tar, which is looked through first'] : [])];
    job.log('info', 'import', `Reading the upload${what.length === 0 ? '' : ` (${what.join(', ')})`}.`, {
      bytes: upload.bytes,
    });
    const progress = progressOf(request, 0, LOOKED_PERCENT);
    return this.archives.open({
      ...{ upload, found, importMaxBytes, signal: job.signal },
      onToc: async (toc) => {
        vetToc(toc);
        const { formatVersion, compression } = toc.header;
        const { pgDump, archiveMajor } = dumpFactsOf(toc);
        job.log('info', 'import', `It was written by pg_dump ${pgDump}.`, {
          formatVersion,
          compression,
        });
        await this.clients.choose({ serverMajor: 0, archiveMajor });
        onToc(toc);
      },
      onLooked: (bytes) => {
        progress.moved(bytes);
      },
    });
  }

  /** Journals which objects may come to lie in the store, before the first byte does. */
  private async announce(
    { backup, source, job }: RepackRequest,
    storageId: string,
    packing: ArtifactPacking,
    at: Date,
  ): Promise<Artifact> {
    const form = formOf(packing);
    const names = artifactNames(backup, source.name, form, at);
    return job.transaction(async (manager) => {
      await updateRow(manager, Backup, backup.id, {
        manifestKey: names.manifestKey,
      });
      return manager.save(
        manager.create(Artifact, {
          ...{
            tenantId: backup.tenantId,
            backupId: backup.id,
            role: 'database',
            name: 'uploaded',
            storageId,
          },
          ...{
            fileName: names.fileName,
            storageKey: names.artifactKey,
            keyId: packing.key?.keyId ?? null,
          },
          ...form,
        }),
      );
    });
  }
}

const LOOKED_PERCENT = 20;
const REPACKED_PERCENT = 70;

function progressOf({ backup, upload, job }: RepackRequest, from: number, to: number): ByteProgress {
  return new ByteProgress({
    phase: 'import',
    expectedBytes: upload.bytes ?? 0,
    percentOf: (share) => Math.round(from + share * (to - from)),
    write: (progress) => job.progress(progress, (manager) => updateRow(manager, Backup, backup.id, { progress })),
  });
}
