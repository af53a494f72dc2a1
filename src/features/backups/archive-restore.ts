import { availableParallelism, totalmem } from 'node:os';
import { Injectable } from '@nestjs/common';
import { ClientPrograms } from '../../platform/postgres/client-programs.js';
import { type ConnectionTarget, connect, withConnection } from '../../platform/postgres/connection.js';
import { restoreSessionSettings } from '../../platform/postgres/restore-settings.js';
import { restoreData, type RestoreOptions, restorePostData } from '../../platform/postgres/restore.js';
import { readServerInfo } from '../../platform/postgres/server-info.js';
import { ProcessRunner } from '../../platform/process/process-runner.js';
import type { ActivityLevel } from '../activity/log-record.entity.js';
import { ByteProgress } from '../jobs/byte-progress.js';
import type { Progress } from '../jobs/progress.js';
import { onlyArtifact, pgDumpMajorOf } from './artifact-check.js';
import { ArtifactStreams } from './artifact-streams.js';
import type { Backup } from './backup.entity.js';
import { DumpObserver } from './dump-observer.js';

export interface ArchiveRestoreRequest {
  backup: Backup;
  /** Empty, and nobody else's. When this fails it is left in part: drop it. */
  target: ConnectionTarget;
  /** Another database of the same server, to watch from. */
  maintenance: ConnectionTarget;
  applicationName: string;
  noOwner: boolean;
  signal: AbortSignal;
  /** The name of the phase, and its share of the whole: rows stream in, then indexes are built. */
  progress: { phase: string; fromPercent: number; toPercent: number; write: (progress: Progress) => Promise<void> };
  log: (level: ActivityLevel, message: string, data?: Record<string, unknown>) => void;
}

export interface RestoredArchive {
  /** The version of it. */
  pgRestore: string;
  jobs: number;
  dataSeconds: number;
  seconds: number;
  /** Each of which ended with 0. */
  commands: (readonly string[])[];
}

/**
 * Brings the database of a backup back into an empty one: definitions and rows from the stream, then indexes and
 * constraints in parallel. What is streamed is checked: a backup that is damaged is known by its damage code.
 */
@Injectable()
export class ArchiveRestore {
  constructor(
    private readonly runner: ProcessRunner,
    private readonly clients: ClientPrograms,
    private readonly streams: ArtifactStreams,
  ) {}

  async into(request: ArchiveRestoreRequest): Promise<RestoredArchive> {
    const { backup, target, applicationName, progress } = request;
    const server = await withConnection(target, { applicationName }, readServerInfo);
    const { pgRestore } = await this.clients.choose({
      serverMajor: 0,
      targetMajor: server.major,
      archiveMajor: pgDumpMajorOf(backup),
    });
    const jobs = Math.max(2, availableParallelism());
    const settings = restoreSessionSettings(totalmem(), jobs);
    const options: RestoreOptions = {
      runner: this.runner,
      program: pgRestore.pgRestore,
      target,
      serverMajor: server.major,
      applicationName,
      noOwner: request.noOwner,
      ...(settings.maintenance_work_mem === undefined ? {} : { maintenanceWorkMem: settings.maintenance_work_mem }),
      onStderrLine: (line) => {
        request.log('warn', line);
      },
    };
    const startedAt = performance.now();
    const data = await this.streamRows(request, options);
    const dataSeconds = seconds(startedAt);
    request.log('info', `Definitions and rows are in; building indexes and constraints with ${jobs} jobs.`, {
      seconds: dataSeconds,
    });
    await progress.write({
      phase: 'indexes',
      percent: progress.toPercent,
      bytes: backup.rawBytes ?? 0,
      bytesPerSecond: 0,
      etaSeconds: null,
    });
    const command = await restorePostData({ ...options, tocBytes: data.tocBytes, jobs, signal: request.signal });
    request.log('info', `pg_restore ${pgRestore.version} ended with 0 twice.`, { seconds: seconds(startedAt) });
    return {
      pgRestore: pgRestore.version,
      jobs,
      dataSeconds,
      seconds: seconds(startedAt),
      commands: [data.command, command],
    };
  }

  private async streamRows(
    { backup, maintenance, applicationName, signal, progress }: ArchiveRestoreRequest,
    options: RestoreOptions,
  ): Promise<{ tocBytes: Buffer; command: readonly string[] }> {
    const { phase, fromPercent, toPercent, write } = progress;
    const bytes = new ByteProgress({
      phase,
      expectedBytes: backup.rawBytes ?? 0,
      percentOf: (share) => Math.round(fromPercent + share * (toPercent - fromPercent)),
      write,
    });
    const observer = new DumpObserver(
      await connect(maintenance, { applicationName: `${applicationName} watch` }),
      applicationName,
    );
    try {
      const sink = restoreData(options);
      const { tocBytes } = await this.streams.open({
        artifact: onlyArtifact(backup),
        signal,
        sink,
        onBytes: (total) => {
          bytes.moved(total);
        },
        isStillWorking: () => observer.isWorking(),
      });
      if (tocBytes === null) throw new Error('A complete archive has a table of contents.');
      return { tocBytes, command: sink.command ?? [] };
    } finally {
      await observer.stop();
    }
  }
}

function seconds(since: number): number {
  return Math.round(performance.now() - since) / 1_000;
}
