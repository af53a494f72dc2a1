import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import { Settings } from '../../config/settings.js';
import { compareHistories } from '../../platform/migration-state/compare.js';
import type { CodeMigrations } from '../../platform/migration-state/migration-state.js';
import { readCodeMigrations } from '../../platform/migration-state/migration-states.js';
import { findSwapBlockers } from '../../platform/postgres/blockers.js';
import { withConnection } from '../../platform/postgres/connection.js';
import { findDumpObstacles } from '../../platform/postgres/dump-obstacles.js';
import { findDatabase } from '../../platform/postgres/database-ref.js';
import { readServerInfo } from '../../platform/postgres/server-info.js';
import { isDamage, onlyArtifact } from '../backups/artifact-check.js';
import type { Backup } from '../backups/backup.entity.js';
import { ManifestStore } from '../backups/manifest-store.js';
import { SourceConnections } from '../sources/source-connections.js';
import { migrationSourceOf, type Source } from '../sources/source.entity.js';
import { StoragesService } from '../storages/storages.service.js';
import { countLiveRows, livePlanFingerprint } from './live-facts.js';
import { namingLockHolders } from './lock-holders.js';
import { MigrationRunners } from './migration-runners.js';
import { type Finding, makePlan, type RestorePlanContent } from './restore-plan.js';

const APPLICATION_NAME = 'backstitch plan';
/** A plan is waited for by a person: neither a lock nor a slow catalogue may hold it up for long. */
const CONNECT = { applicationName: APPLICATION_NAME, lockTimeoutMs: 2_000, statementTimeoutMs: 20_000 };

export interface MadePlan {
  content: RestorePlanContent;
  /** Of the live schema and history it was made for. */
  fingerprint: string;
}

/** Reads what a plan needs (and writes nothing anywhere), then lets restore-plan.ts make it. */
@Injectable()
export class RestorePlanner {
  constructor(
    private readonly settings: Settings,
    private readonly connections: SourceConnections,
    private readonly storages: StoragesService,
    private readonly manifests: ManifestStore,
    private readonly runners: MigrationRunners,
  ) {}

  async plan(backup: Backup, source: Source, options: { noOwner: boolean }): Promise<MadePlan> {
    const target = await this.connections.target(source);
    await this.connections.assertNotControl(target, source.mayShareControlServer);
    const maintenance = this.connections.maintenanceTarget(target, source.database);
    const damage = await this.damageOf(backup);
    const code = await this.codeOf(source);
    return namingLockHolders(target, APPLICATION_NAME, () =>
      withConnection(maintenance, { applicationName: APPLICATION_NAME }, (admin) =>
        withConnection(target, CONNECT, async (live) => {
          const database = await findDatabase(admin, { name: target.database });
          if (database === null)
            throw new AppError('SOURCE_UNREACHABLE', `There is no database "${target.database}" on this server.`);
          const server = await readServerInfo(live);
          const { fingerprint, state } = await livePlanFingerprint(live, migrationSourceOf(source));
          const comparison = compareHistories({
            backup: backup.migrationState ?? { frameworks: [] },
            code,
            live: state,
          });
          const pending = comparison.apps.find((app) => app.pending.length > 0);
          const runner = await this.runners.of(source, pending?.framework ?? null);
          const findings = await findSwapBlockers({
            admin,
            live,
            database,
            archive: needsOf(backup),
            noOwner: options.noOwner,
          });
          const obstacles = await findDumpObstacles(live);
          const liveCounts = await countLiveRows(live);
          const content = makePlan({
            target: { sourceId: source.id, database: target.database },
            comparison,
            runner: runner?.name ?? null,
            findings: { ...findings, warnings: [...findings.warnings, ...obstacles] },
            damage,
            backupCounts: backup.tableCounts ?? {},
            liveCounts,
            rawBytes: backup.rawBytes ?? 0,
            storedBytes: backup.storedBytes ?? 0,
            databaseSize: backup.databaseSize ?? 0,
            liveSize: server.database.bytes,
            storeFree: (await (await this.storages.defaultStore()).driver.space())?.free ?? null,
          });
          return { content, fingerprint };
        }),
      ),
    );
  }

  /** The fingerprint that a plan made now would have. */
  async fingerprint(source: Source): Promise<string> {
    const target = await this.connections.target(source);
    await this.connections.assertNotControl(target, source.mayShareControlServer);
    return namingLockHolders(target, APPLICATION_NAME, () =>
      withConnection(target, CONNECT, async (live) => {
        const { fingerprint } = await livePlanFingerprint(live, migrationSourceOf(source));
        return fingerprint;
      }),
    );
  }

  async codeOf(source: Source): Promise<CodeMigrations[] | null> {
    const { codePath } = source.migrations;
    if (codePath === undefined) return null;
    return readCodeMigrations(this.settings.assertCodePath(codePath), migrationSourceOf(source));
  }

  /** The cheap look: manifest and size. The checksum is taken before anything is touched. */
  private async damageOf(backup: Backup): Promise<Finding | null> {
    try {
      await this.manifests.read(backup);
      const artifact = onlyArtifact(backup);
      const found = await (await this.storages.driver(artifact.storageId)).stat(artifact.storageKey);
      if (found?.bytes === artifact.storedBytes) return null;
      const what =
        found === null
          ? 'is missing from the store'
          : `has ${found.bytes} bytes instead of ${artifact.storedBytes ?? '?'}`;
      return {
        code: 'ARCHIVE_DAMAGED',
        message: `The artifact ${artifact.storageKey} ${what}.`,
        hint: 'Use another backup.',
      };
    } catch (error) {
      if (!isDamage(error)) throw error;
      return { code: error.code, message: error.message, hint: error.hint ?? 'Use another backup.' };
    }
  }
}

function needsOf(backup: Backup) {
  return {
    serverMajor: Number.parseInt(backup.versions?.server ?? '0', 10),
    owners: backup.roles?.owners ?? [],
    grantees: backup.roles?.grantees ?? [],
    extensions: (backup.extensions ?? []).map((extension) => extension.name),
  };
}
