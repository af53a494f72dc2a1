import { availableParallelism } from 'node:os';
import { Injectable } from '@nestjs/common';
import { dataShares } from '../../../platform/postgres/archive/data-shares.js';
import type { TocEntry } from '../../../platform/postgres/archive/toc.js';
import { connect } from '../../../platform/postgres/connection.js';
import { type RestoreOptions, restorePreData, restoreRows } from '../../../platform/postgres/restore.js';
import { onlyArtifact } from '../../backups/artifact-check.js';
import { ArtifactStreams } from '../../backups/artifact-streams.js';
import { DumpObserver } from '../../backups/dump-observer.js';
import type { BackupContents } from '../../backups/backup-contents.js';
import { Backup } from '../../backups/backup.entity.js';
import { ByteProgress } from '../../jobs/byte-progress.js';
import type { RestoreWork } from './phase.js';

/** What loading the rows is of a whole restore. */
const FROM_PERCENT = 30;
const TO_PERCENT = 60;

/** Each stream decrypts the whole archive, and all of them pass through this one process: beyond these, no more is won. */
const MOST_STREAMS = 4;

/**
 * Definitions and rows of a backup, into a database that nobody uses yet. Where several tables are large, as many
 * streams of the archive as there are cores load them at the same time; nothing of it is ever on a disk in clear.
 */
@Injectable()
export class SideRows {
  constructor(private readonly streams: ArtifactStreams) {}

  /** @returns the archive's table of contents, for what comes after the rows */
  async load(work: RestoreWork, options: RestoreOptions): Promise<{ tocBytes: Buffer; streams: number }> {
    const { job, backup } = work;
    const { toc, tocBytes } = await this.streams.readToc(onlyArtifact(backup), job.signal);
    const subscriptions = toc.filter(({ desc }) => desc === 'SUBSCRIPTION').map(({ tag }) => tag);
    if (subscriptions.length > 0) {
      const names = subscriptions.join(', ');
      job.log('warn', 'side_restore', `Subscriptions of the backup are left out; make them anew: ${names}.`);
    }
    await restorePreData({ ...options, tocBytes, signal: job.signal });
    const shares = dataShares(
      toc,
      archiveBytesOf(await this.contentsOf(work)),
      Math.min(availableParallelism(), MOST_STREAMS),
    );
    await this.stream(work, options, shares);
    return { tocBytes, streams: shares.length };
  }

  private async contentsOf({ job, backup }: RestoreWork): Promise<BackupContents | null> {
    const select = { id: true, contentsTree: true } as const;
    const found = await job.transaction((manager) => manager.findOne(Backup, { where: { id: backup.id }, select }));
    return found?.contentsTree ?? null;
  }

  private async stream(work: RestoreWork, options: RestoreOptions, shares: number[][]): Promise<void> {
    const { job, backup } = work;
    const progress = new ByteProgress({
      phase: 'side_restore',
      expectedBytes: backup.rawBytes ?? 0,
      percentOf: (share) => Math.round(FROM_PERCENT + share * (TO_PERCENT - FROM_PERCENT)),
      write: (written) => work.progress(written),
    });
    const observer = new DumpObserver(
      await connect(work.maintenance, { applicationName: `${job.applicationName} watch` }),
      job.applicationName,
    );
    const stop = new AbortController();
    const signal = AbortSignal.any([job.signal, stop.signal]);
    const passed = shares.map(() => 0);
    const failures: unknown[] = []; // the first is the cause of the others
    const load = async (share: number[], index: number): Promise<void> => {
      try {
        await this.streams.open({
          artifact: onlyArtifact(backup),
          signal,
          sink: restoreRows(shares.length === 1 ? options : { ...options, share }),
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
      await Promise.all(shares.map(load));
      if (failures.length > 0) throw failures[0];
    } finally {
      await observer.stop();
    }
  }
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
