import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import { Settings } from '../../config/settings.js';
import { compareHistories } from '../../platform/migration-state/compare.js';
import type { CodeMigrations, MigrationState } from '../../platform/migration-state/migration-state.js';
import { readCodeMigrations, readMigrationState } from '../../platform/migration-state/migration-states.js';
import type { OwnerMap } from '../../platform/postgres/archive/map-roles.js';
import { type ConnectionTarget, type DatabaseClient, withConnection } from '../../platform/postgres/connection.js';
import { type DatabaseEntry, findDatabase } from '../../platform/postgres/database-ref.js';
import { namingLockHolders } from '../../platform/postgres/lock-holders.js';
import { readServerInfo } from '../../platform/postgres/server-info.js';
import type { Backup } from '../backups/backup.entity.js';
import { SourceConnections } from '../sources/source-connections.js';
import { migrationSourceOf, type Source } from '../sources/source.entity.js';
import { countLiveRows } from './count-live-rows.js';
import { livePlanFingerprint, newDatabasePlanFingerprint } from './live-facts.js';
import { MigrationRunners } from './migration-runners.js';
import { PlanFindings } from './plan-findings.js';
import { makePlan, type RestorePlanContent } from './restore-plan.js';
import type { StrategyName } from './strategy-names.js';

const APPLICATION_NAME = 'backstitch plan';
/** A plan is waited for by a person: neither a lock nor a slow catalogue, nor a silent server, may hold it up for long. */
const LIMITS = { lockTimeoutMs: 2_000, statementTimeoutMs: 20_000, queryTimeoutMs: 25_000 };
const CONNECT = { applicationName: APPLICATION_NAME, ...LIMITS };
const LOOK_AROUND = { applicationName: APPLICATION_NAME, queryTimeoutMs: LIMITS.queryTimeoutMs };

export interface PlanTarget {
  strategy: StrategyName;
  /** What is restored into: the source's own database, or the name of a new one. */
  database: string;
}

export interface PlanOptions extends PlanTarget {
  noOwner: boolean;
  ownerMap: OwnerMap;
}

export interface MadePlan {
  content: RestorePlanContent;
  /** Of what it was made for. */
  fingerprint: string;
}

/** The server of a plan, and its live database, which only a restore into a new one can do without. */
interface Look {
  admin: DatabaseClient;
  live: { db: DatabaseClient; database: DatabaseEntry } | null;
}

/** Reads what a plan needs (and writes nothing anywhere), then lets restore-plan.ts make it. */
@Injectable()
export class RestorePlanner {
  constructor(
    private readonly settings: Settings,
    private readonly connections: SourceConnections,
    private readonly runners: MigrationRunners,
    private readonly findings: PlanFindings,
  ) {}

  async plan(backup: Backup, source: Source, options: PlanOptions): Promise<MadePlan> {
    const damage = await this.findings.damageOf(backup);
    const code = await this.codeOf(source);
    return this.look(source, options, async (look) => {
      const { live } = look;
      const { fingerprint, state } = await fingerprintOf(look, source, options);
      const then = backup.migrationState ?? { frameworks: [] };
      const comparison = compareHistories({ backup: then, code, live: state });
      const pending = comparison.apps.find((app) => app.pending.length > 0);
      const runner = await this.runners.of(source, pending?.framework ?? null);
      const content = makePlan({
        strategy: options.strategy,
        noOwner: options.noOwner,
        ownerMap: options.ownerMap,
        target: { sourceId: source.id, database: options.database },
        comparison,
        runner: runner?.name ?? null,
        ...(await this.findings.of({ ...look, backup, source, options, damage })),
        damage,
        backupCounts: backup.tableCounts ?? {},
        historyTables: [...then.frameworks, ...(state?.frameworks ?? [])].map(({ table }) => table),
        liveCounts: live === null || options.strategy === 'new_database' ? new Map() : await countLiveRows(live.db),
        rawBytes: backup.rawBytes ?? 0,
        storedBytes: backup.storedBytes ?? 0,
        databaseSize: backup.databaseSize ?? backup.rawBytes ?? 0,
        liveSize: live === null ? 0 : (await readServerInfo(live.db)).database.bytes,
        storeFree: await this.findings.storeFree(),
      });
      return { content, fingerprint };
    });
  }

  /** The fingerprint that a plan made now would have. */
  async fingerprint(source: Source, target: PlanTarget, lockTimeoutMs = CONNECT.lockTimeoutMs): Promise<string> {
    return this.look(
      source,
      target,
      async (look) => (await fingerprintOf(look, source, target)).fingerprint,
      lockTimeoutMs,
    );
  }

  async codeOf(source: Source): Promise<CodeMigrations[] | null> {
    const { codePath } = source.migrations;
    if (codePath === undefined) return null;
    return readCodeMigrations(this.settings.assertCodePath(codePath), migrationSourceOf(source));
  }

  private async look<Result>(
    source: Source,
    { strategy, database }: PlanTarget,
    work: (look: Look) => Promise<Result>,
    lockTimeoutMs = CONNECT.lockTimeoutMs,
  ): Promise<Result> {
    const target = await this.connections.target(source);
    const maintenance = this.connections.maintenanceTarget(target, source.database);
    await this.connections.assertNotControl(maintenance, source.mayShareControlServer, target.database);
    await this.connections.assertNotControl(maintenance, source.mayShareControlServer, database);
    return namingLockHolders(target, APPLICATION_NAME, () =>
      withConnection(maintenance, LOOK_AROUND, async (admin) => {
        const found = await findDatabase(admin, { name: target.database });
        if (found !== null)
          return lookAtLive(target, lockTimeoutMs, (db) => work({ admin, live: { db, database: found } }));
        if (strategy === 'new_database') return work({ admin, live: null });
        throw new AppError('SOURCE_UNREACHABLE', `There is no database "${target.database}" on this server.`, {
          hint: 'Restore it by the strategy "new_database", under this name or another.',
        });
      }),
    );
  }
}

function lookAtLive<Result>(
  target: ConnectionTarget,
  lockTimeoutMs: number,
  work: (db: DatabaseClient) => Promise<Result>,
): Promise<Result> {
  return withConnection(target, { ...CONNECT, lockTimeoutMs }, work);
}

async function fingerprintOf(
  { admin, live }: Look,
  source: Source,
  { strategy, database }: PlanTarget,
): Promise<{ fingerprint: string; state: MigrationState | null }> {
  if (strategy !== 'new_database') {
    if (live === null) throw new Error('A live database is replaced, and there is none.');
    return livePlanFingerprint(live.db, migrationSourceOf(source));
  }
  const state = live === null ? null : await readMigrationState(live.db, migrationSourceOf(source));
  return { fingerprint: await newDatabasePlanFingerprint(admin, database, state), state };
}
