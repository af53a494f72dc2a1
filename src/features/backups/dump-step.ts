import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import { Settings } from '../../config/settings.js';
import type { MigrationState } from '../../platform/migration-state/migration-state.js';
import type { MigrationSource } from '../../platform/migration-state/migration-states.js';
import type { ArchiveReader } from '../../platform/postgres/archive/archive-reader.js';
import { ClientPrograms } from '../../platform/postgres/client-programs.js';
import { type ConnectionTarget, connect, withConnection } from '../../platform/postgres/connection.js';
import type { DatabaseProperties } from '../../platform/postgres/database-properties.js';
import { findDumpObstacles } from '../../platform/postgres/dump-obstacles.js';
import { unreadableTables } from '../../platform/postgres/unreadable-tables.js';
import { dumpSource, lockWaitTimeoutMs } from '../../platform/postgres/dump.js';
import { mapPostgresError } from '../../platform/postgres/postgres-error.js';
import { quotedNames } from '../../platform/postgres/row-counts.js';
import { readServerInfo, type ServerInfo } from '../../platform/postgres/server-info.js';
import { type ExportedSnapshot, exportSnapshot } from '../../platform/postgres/snapshot.js';
import { ProcessRunner } from '../../platform/process/process-runner.js';
import { ByteProgress } from '../jobs/byte-progress.js';
import { ArtifactStreams } from './artifact-streams.js';
import type { ArtifactPacking } from './artifact-form.js';
import { Artifact } from './artifact.entity.js';
import type { BackupExtension, Warning } from './backup.entity.js';
import type { CaptureContext } from './capture-context.js';
import { type BackupContents, contentsOf } from './backup-contents.js';
import { DumpObserver } from './dump-observer.js';
import { FINGERPRINTS_FROM_PERCENT, fingerprintDump } from './fingerprint-step.js';
import type { Fingerprints } from './fingerprints.js';
import { readSnapshotFacts } from './snapshot-facts.js';

/** The dump is most of a backup; reading back and the manifest get the rest. */
const DUMP_SHARE_PERCENT = 90;

/** What a decoder puts in place of bytes that mean nothing to it. */
const REPLACEMENT_CHARACTER = '\uFFFD';

export interface CapturedDump {
  artifact: Artifact;
  archive: ArchiveReader;
  capturedAt: Date;
  seconds: number;
  serverVersion: string;
  serverMajor: number;
  pgDumpVersion: string;
  pgDumpMajor: number;
  /** pg_dump and what packed its archive, as they were run, word by word. */
  commands: (readonly string[])[];
  databaseSize: number;
  properties: DatabaseProperties;
  extensions: BackupExtension[];
  migrationState: MigrationState;
  grantees: string[];
  tableCounts: Record<string, number>;
  countConditions: Record<string, string>;
  /** null: not asked for. */
  fingerprints: Fingerprints | null;
  contents: BackupContents;
  warnings: Warning[];
}

export interface DumpRequest {
  migrations: MigrationSource;
  packing: ArtifactPacking;
  target: ConnectionTarget;
  announce: (at: Date) => Promise<Artifact>;
  context: CaptureContext;
}

/**
 * Dumps a database once, into the store. The dump, the counts and the migration state belong to one snapshot. Where
 * tables were truncated or rewritten between the snapshot and pg_dump's locks, the dump lacks their rows though pg_dump
 * ends with 0: then `changedTables` names them, and what was stored must be thrown away.
 */
@Injectable()
export class DumpStep {
  constructor(
    private readonly settings: Settings,
    private readonly runner: ProcessRunner,
    private readonly clients: ClientPrograms,
    private readonly streams: ArtifactStreams,
  ) {}

  async run(request: DumpRequest): Promise<{ dump: CapturedDump; changedTables: string[] }> {
    const { target, context } = request;
    const { applicationName } = context;
    const server = await withConnection(target, { applicationName }, readServerInfo);
    const { pgDump } = await this.clients.choose({ serverMajor: server.major });
    const capturedAt = new Date();
    const artifact = await request.announce(capturedAt);
    const observer = new DumpObserver(
      await connect(target, { applicationName: `${applicationName} watch` }),
      applicationName,
    );
    const snapshot = await exportSnapshot(target, { applicationName }).catch(async (error: unknown) => {
      await observer.stop();
      throw error;
    });
    try {
      context.log('info', 'dump', `pg_dump ${pgDump.version} reads ${server.version} in one snapshot.`);
      const startedAt = performance.now();
      const { archive, facts, commands } = await this.dump(request, {
        artifact,
        observer,
        snapshot,
        pgDump: pgDump.pgDump,
        server,
      });
      const names = await this.namesOf(archive, target, applicationName);
      const seconds = (performance.now() - startedAt) / 1_000;
      context.log('info', 'dump', 'pg_dump ended with 0 and every byte is stored.', {
        rawBytes: artifact.rawBytes,
        storedBytes: artifact.storedBytes,
        seconds: Math.round(seconds * 100) / 100,
      });
      const counts = countsByName(archive, names, facts.conditions);
      const isWanted = context.takesFingerprints === true && facts.changedTables.length === 0;
      const fingerprinted = isWanted
        ? await fingerprintDump({ target, snapshotId: snapshot.id, archive, ...counts }, context)
        : null;
      return {
        changedTables: facts.changedTables,
        dump: {
          artifact,
          archive,
          capturedAt,
          seconds,
          serverVersion: server.version,
          serverMajor: server.major,
          pgDumpVersion: pgDump.version,
          pgDumpMajor: pgDump.major,
          commands,
          databaseSize: server.database.bytes,
          ...facts,
          ...counts,
          fingerprints: fingerprinted?.fingerprints ?? null,
          contents: contentsOf(archive, facts.tableSizes),
          warnings: [...facts.warnings, ...(fingerprinted?.warnings ?? [])],
        },
      };
    } finally {
      await snapshot.release();
      await observer.stop();
    }
  }

  /** Runs the pipeline, and, from the archive's first byte on, reads the facts that belong to the same snapshot. */
  private async dump(
    request: DumpRequest,
    parts: {
      artifact: Artifact;
      observer: DumpObserver;
      snapshot: ExportedSnapshot;
      pgDump: string;
      server: ServerInfo;
    },
  ) {
    const { context, target } = request;
    const { artifact, observer, snapshot } = parts;
    const dumpPercent = context.takesFingerprints === true ? FINGERPRINTS_FROM_PERCENT : DUMP_SHARE_PERCENT;
    const progress = new ByteProgress({
      phase: 'dump',
      expectedBytes: parts.server.database.bytes,
      // The whole is estimated by the database's size: it never reaches the end by itself.
      percentOf: (share) => Math.min(dumpPercent - 1, Math.round(share * dumpPercent)),
      write: (written) => context.progress(written),
    });
    const stop = new AbortController();
    let onFirstByte: (() => void) | null = null;
    const firstByte = new Promise<void>((resolve) => {
      onFirstByte = resolve;
    });
    const source = dumpSource({
      runner: this.runner,
      program: parts.pgDump,
      target,
      serverMajor: parts.server.major,
      snapshotId: snapshot.id,
      applicationName: context.applicationName,
      lockWaitTimeoutMs: lockWaitTimeoutMs(this.settings.stallTimeoutSeconds),
      onStderrLine: (line) => {
        context.log('warn', 'dump', line);
      },
    });
    const stored = this.streams.store({
      artifact,
      packing: request.packing,
      source,
      signal: AbortSignal.any([context.signal, stop.signal]),
      onBytes: (total) => {
        onFirstByte?.();
        progress.moved(total);
      },
      isStillWorking: () => observer.isWorking(),
    });
    const facts = firstByte.then(async () => {
      try {
        return await readSnapshotFacts(snapshot, parts.server, request.migrations);
      } catch (error) {
        // The pipeline ends with the reason it is given only where that is an error of ours.
        const failure = mapPostgresError(error, 'read what belongs to the snapshot');
        stop.abort(failure);
        throw failure;
      }
    });
    facts.catch(() => undefined); // told by the pipeline, which it aborts
    try {
      const { archive, stored: checksum, commands } = await stored;
      Object.assign(artifact, { rawBytes: archive.rawBytes, storedBytes: checksum.bytes, sha256: checksum.sha256 });
      await context.transaction((manager) => manager.save(Artifact, artifact));
      return { archive, facts: await facts, commands: [source.command ?? [], ...commands] };
    } catch (error) {
      throw await this.explained(error, observer, target, context.applicationName);
    }
  }

  /**
   * pg_dump says only in words why it gave up. Who held the lock that it waited for was seen while it waited; what it may
   * not read, and what it cannot dump at all, the catalogue tells.
   */
  private async explained(
    error: unknown,
    { blockers }: DumpObserver,
    target: ConnectionTarget,
    applicationName: string,
  ): Promise<unknown> {
    if (!(error instanceof AppError) || error.code !== 'DUMP_FAILED') return error;
    if (blockers !== null) {
      return new AppError('LOCK_TIMEOUT', `pg_dump waited for a lock for too long. In the way: ${blockers}.`, {
        hint: 'End that transaction, or run the backup when it has ended.',
        cause: error,
      });
    }
    try {
      return await withConnection(target, { applicationName }, async (db) => {
        const refused = await unreadableTables(db);
        if (refused !== null) return new AppError(refused.code, refused.message, { hint: refused.hint, cause: error });
        const [obstacle] = await findDumpObstacles(db);
        if (obstacle === undefined) return error;
        const hint = `${obstacle.message} ${obstacle.hint}`;
        return new AppError('DUMP_FAILED', error.message, { hint, cause: error });
      });
    } catch {
      return error; // the server is away, which pg_dump has told
    }
  }

  private async namesOf(archive: ArchiveReader, target: ConnectionTarget, applicationName: string): Promise<string[]> {
    const tables = archive.tableRows();
    const unreadable = tables.filter(({ namespace, tag }) => `${namespace}.${tag}`.includes(REPLACEMENT_CHARACTER));
    if (unreadable.length > 0) {
      const names = unreadable.slice(0, 5).map(({ namespace, tag }) => `${namespace}.${tag}`);
      throw new AppError('DUMP_FAILED', `These names of tables cannot be read: ${names.join(', ')}.`, {
        hint: 'They are in SQL_ASCII and no UTF-8, or in EUC_TW, EUC_JIS_2004 or MULE_INTERNAL. Use ASCII names there.',
      });
    }
    return withConnection(target, { applicationName }, (db) => quotedNames(db, tables));
  }
}

function countsByName(
  archive: ArchiveReader,
  names: readonly string[],
  conditions: ReadonlyMap<string, string>,
): { tableCounts: Record<string, number>; countConditions: Record<string, string> } {
  const tableCounts: Record<string, number> = {};
  const countConditions: Record<string, string> = {};
  for (const [index, { rows }] of archive.tableRows().entries()) {
    const name = names[index];
    if (name === undefined) throw new Error('The server named fewer tables than the archive has.');
    tableCounts[name] = rows;
    const condition = conditions.get(name);
    if (condition !== undefined && condition !== '') countConditions[name] = condition;
  }
  return { tableCounts, countConditions };
}
