import { availableParallelism } from 'node:os';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { dataShares } from '../../platform/postgres/archive/data-shares.js';
import type { TocEntry } from '../../platform/postgres/archive/toc.js';
import { connect, withConnection } from '../../platform/postgres/connection.js';
import { type RestoreOptions, restorePreData, restoreRows } from '../../platform/postgres/restore.js';
import { rowsCallFunctions } from '../../platform/postgres/row-checks.js';
import { ByteProgress } from '../jobs/byte-progress.js';
import { onlyArtifact } from './artifact-check.js';
import type { ArchiveRestoreRequest } from './archive-restore.js';
import { ArtifactStreams } from './artifact-streams.js';
import type { BackupContents } from './backup-contents.js';
import { Backup } from './backup.entity.js';
import { DumpObserver } from './dump-observer.js';
import { type MappedArchive, ownerMapText, withRolesMapped } from './mapped-archive.js';

/** Each stream decrypts the whole archive, and all of them pass through this one process: beyond these, no more is won. */
const MOST_STREAMS = 4;

export interface LoadedRows {
  /** The archive's table of contents, for what comes after the rows. */
  tocBytes: Buffer;
  streams: number;
  commands: (readonly string[])[];
}

/**
 * Definitions and rows of a backup, into a database that nobody uses yet. Where several tables are large, as many
 * streams of the archive as there are cores load them at the same time; nothing of it is ever on a disk in clear.
 */
@Injectable()
export class ArchiveRows {
  constructor(
    private readonly database: Database,
    private readonly streams: ArtifactStreams,
  ) {}

  async load(request: ArchiveRestoreRequest, options: RestoreOptions): Promise<LoadedRows> {
    const { backup, ownerMap, signal, log } = request;
    const archive = withRolesMapped(await this.streams.readToc(onlyArtifact(backup), signal), ownerMap);
    const { toc, tocBytes } = archive;
    if (archive.streamed.toc !== undefined)
      log('info', `Roles of the backup have other names here: ${ownerMapText(ownerMap)}.`);
    const subscriptions = toc.filter(({ desc }) => desc === 'SUBSCRIPTION').map(({ tag }) => tag);
    if (subscriptions.length > 0) {
      log('warn', `Subscriptions of the backup are left out; make them anew: ${subscriptions.join(', ')}.`);
    }
    const preData = await restorePreData({ ...options, tocBytes, signal });
    const shares = dataShares(toc, archiveBytesOf(await this.contentsOf(backup)), await mostStreams(request));
    const rows = await this.stream(request, options, { shares, archive });
    return { tocBytes, streams: shares.length, commands: [preData, ...rows] };
  }

  private async contentsOf(backup: Backup): Promise<BackupContents | null> {
    const select = { id: true, contentsTree: true } as const;
    const found = await this.database.asSystem((manager) =>
      manager.findOne(Backup, { where: { id: backup.id }, select }),
    );
    return found?.contentsTree ?? null;
  }

  private async stream(
    request: ArchiveRestoreRequest,
    options: RestoreOptions,
    { shares, archive }: { shares: number[][]; archive: MappedArchive },
  ): Promise<(readonly string[])[]> {
    const { backup, maintenance, applicationName } = request;
    const { phase, fromPercent, toPercent, write } = request.progress;
    const progress = new ByteProgress({
      phase,
      expectedBytes: backup.rawBytes ?? 0,
      percentOf: (share) => Math.round(fromPercent + share * (toPercent - fromPercent)),
      write,
    });
    const observer = new DumpObserver(
      await connect(maintenance, { applicationName: `${applicationName} watch` }),
      applicationName,
    );
    const stop = new AbortController();
    const signal = AbortSignal.any([request.signal, stop.signal]);
    const passed = shares.map(() => 0);
    const failures: unknown[] = []; // the first is the cause of the others
    const sinks = shares.map((share) => restoreRows(shares.length === 1 ? options : { ...options, share }));
    const load = async (sink: (typeof sinks)[number], index: number): Promise<void> => {
      try {
        await this.streams.open({
          artifact: onlyArtifact(backup),
          ...archive.streamed,
          signal,
          sink,
          onBytes: (total) => {
            passed[index] = total;
            progress.moved(Math.round(passed.reduce((sum, bytes) => sum + bytes, 0) / shares.length));
          },
          isStillWorking: () => observer.isWorking(),
        });
      } catch (error) {
        failures.push(error);
        stop.abort(error);
      }
    };
    try {
      await Promise.all(sinks.map(load));
      if (failures.length > 0) throw failures[0];
      return sinks.map(({ command }) => command ?? []);
    } finally {
      await observer.stop();
    }
  }
}

/** Rows that may need those of other tables come in the archive's own order, as `pg_restore` would bring them. */
async function mostStreams({ target, applicationName }: ArchiveRestoreRequest): Promise<number> {
  const areOrdered = await withConnection(target, { applicationName }, rowsCallFunctions);
  return areOrdered ? 1 : Math.min(availableParallelism(), MOST_STREAMS);
}

/** Of a table's rows in the plain archive; 0 where that was not recorded. */
function archiveBytesOf(contents: BackupContents | null): (entry: TocEntry) => number {
  const schemas = new Map(
    (contents?.schemas ?? []).map(({ name, tables }) => [
      name,
      new Map(tables.map((table) => [table.name, table.archiveBytes ?? 0])),
    ]),
  );
  return ({ namespace, tag }) => schemas.get(namespace ?? '')?.get(tag) ?? 0;
}
