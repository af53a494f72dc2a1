import { availableParallelism, totalmem } from 'node:os';
import { Injectable } from '@nestjs/common';
import type { OwnerMap } from '../../platform/postgres/archive/map-roles.js';
import { ClientPrograms } from '../../platform/postgres/client-programs.js';
import { type ConnectionTarget, withConnection } from '../../platform/postgres/connection.js';
import { restoreSessionSettings } from '../../platform/postgres/restore-settings.js';
import { type RestoreOptions, restorePostData } from '../../platform/postgres/restore.js';
import { readServerInfo } from '../../platform/postgres/server-info.js';
import { ProcessRunner } from '../../platform/process/process-runner.js';
import type { ActivityLevel } from '../activity/log-record.entity.js';
import type { Progress } from '../jobs/progress.js';
import { ArchiveRows } from './archive-rows.js';
import { pgDumpMajorOf } from './artifact-check.js';
import type { Backup } from './backup.entity.js';

export interface ArchiveRestoreRequest {
  backup: Backup;
  /** Empty, and nobody else's. When this fails it is left in part: drop it. */
  target: ConnectionTarget;
  /** Another database of the same server, to watch from. */
  maintenance: ConnectionTarget;
  applicationName: string;
  noOwner: boolean;
  /** Roles that stand for those of the backup. */
  ownerMap: OwnerMap;
  signal: AbortSignal;
  /** The name of the phase, and its share of the whole: rows stream in, then indexes are built. */
  progress: { phase: string; fromPercent: number; toPercent: number; write: (progress: Progress) => Promise<void> };
  log: (level: ActivityLevel, message: string, data?: Record<string, unknown>) => void;
}

export interface RestoredArchive {
  /** The version of it. */
  pgRestore: string;
  jobs: number;
  /** That loaded the rows at the same time. */
  streams: number;
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
    private readonly rows: ArchiveRows,
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
    const { tocBytes, streams, commands } = await this.rows.load(request, options);
    const dataSeconds = seconds(startedAt);
    request.log('info', `Definitions and rows are in; building indexes and constraints with ${jobs} jobs.`, {
      seconds: dataSeconds,
      streams,
    });
    await progress.write({
      phase: 'indexes',
      percent: progress.toPercent,
      bytes: backup.rawBytes ?? 0,
      bytesPerSecond: 0,
      etaSeconds: null,
    });
    const postData = await restorePostData({ ...options, tocBytes, jobs, signal: request.signal });
    request.log('info', `pg_restore ${pgRestore.version} ended with 0 each time.`, { seconds: seconds(startedAt) });
    return {
      pgRestore: pgRestore.version,
      jobs,
      streams,
      dataSeconds,
      seconds: seconds(startedAt),
      commands: [...commands, postData],
    };
  }
}

function seconds(since: number): number {
  return Math.round(performance.now() - since) / 1_000;
}
