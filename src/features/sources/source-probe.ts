import { Injectable } from '@nestjs/common';
import { AppError, toRecordedError } from '../../common/app-error.js';
import { Settings } from '../../config/settings.js';
import type { MigrationState } from '../../platform/migration-state/migration-state.js';
import { readCodeMigrations, readMigrationState } from '../../platform/migration-state/migration-states.js';
import { ClientPrograms } from '../../platform/postgres/client-programs.js';
import { type ConnectionTarget, type DatabaseClient, withConnection } from '../../platform/postgres/connection.js';
import { namingLockHolders } from '../../platform/postgres/lock-holders.js';
import { readServerInfo, type ServerInfo } from '../../platform/postgres/server-info.js';
import {
  type DatabaseSizes,
  readDatabaseSizes,
  readSchemaTree,
  type SchemaTree,
} from '../../platform/postgres/table-sizes.js';
import { fieldOfCheck } from './check-field.js';
import { SourceConnections } from './source-connections.js';
import type { SourceCheck, SourceTestResponse } from './source-response.dto.js';
import { migrationSourceOf, type Source } from './source.entity.js';

const APPLICATION_NAME = 'backstitch probe';
/** A person waits for the answer. */
const LIMITS = { statementTimeoutMs: 30_000, lockTimeoutMs: 2_000, queryTimeoutMs: 35_000 };
const PROBE = { applicationName: APPLICATION_NAME, ...LIMITS };
const QUICK_PROBE = { ...PROBE, statementTimeoutMs: 4_000, lockTimeoutMs: 200, queryTimeoutMs: 8_000 };

/** Looks at a source without changing anything. */
@Injectable()
export class SourceProbe {
  constructor(
    private readonly settings: Settings,
    private readonly connections: SourceConnections,
    private readonly clients: ClientPrograms,
  ) {}

  async schema(source: Source): Promise<SchemaTree> {
    return this.connected(source, readSchemaTree);
  }

  /** Within seconds, and waiting for no lock: what the tables take is null where it is not told by then. */
  async sizes(source: Source, options: { withTables: boolean }): Promise<DatabaseSizes> {
    return this.connected(source, (db) => readDatabaseSizes(db, options), QUICK_PROBE);
  }

  async migrationState(source: Source): Promise<MigrationState> {
    return this.connected(source, (db) => readMigrationState(db, migrationSourceOf(source)));
  }

  /** Everything that a backup and a restore of this source will need, tried one by one; the first that fails hides those that rest on it. */
  async test(source: Source): Promise<SourceTestResponse> {
    const checks: SourceCheck[] = [];
    const check = async <Result>(
      name: string,
      work: () => Promise<{ detail: string; result: Result }>,
    ): Promise<Result | null> => {
      try {
        const { detail, result } = await work();
        checks.push({ name, ok: true, detail });
        return result;
      } catch (error) {
        const { message, hint } = toRecordedError(error);
        const field = fieldOfCheck(name, error);
        checks.push({
          ...{ name, ok: false, detail: message },
          ...(hint === null ? {} : { hint }),
          ...(field === undefined ? {} : { field }),
        });
        return null;
      }
    };

    const target = await check('host', async () => {
      const result = await this.connections.target(source);
      return { detail: 'The host is allowed.', result };
    });
    if (target !== null) await this.testServer(source, target, check);
    await check('code', async () => ({ detail: await this.codeDetail(source), result: null }));
    return { ok: checks.every((entry) => entry.ok), checks };
  }

  private async testServer(
    source: Source,
    target: ConnectionTarget,
    check: <Result>(name: string, work: () => Promise<{ detail: string; result: Result }>) => Promise<Result | null>,
  ): Promise<void> {
    const server = await check('connection', async () => {
      const result = await withConnection(target, { applicationName: APPLICATION_NAME }, readServerInfo);
      return { detail: `PostgreSQL ${result.version}, as "${result.role.name}".`, result };
    });
    if (server === null) return;
    await check('not the control database', async () => {
      await this.connections.assertNotControl(target, source.mayShareControlServer);
      return { detail: 'It is not the control database.', result: null };
    });
    await check('client programs', async () => {
      const { pgDump } = await this.clients.choose({ serverMajor: server.major });
      return { detail: `pg_dump ${pgDump.version}.`, result: null };
    });
    await check('maintenance database', async () => {
      const maintenance = this.connections.maintenanceTarget(target, source.database);
      await withConnection(maintenance, { applicationName: APPLICATION_NAME }, readServerInfo);
      return { detail: `"${maintenance.database}" can be connected to.`, result: null };
    });
    await check('rights', async () => ({ detail: rightsDetail(server), result: null }));
    await check('migrations', async () => ({ detail: describeState(await this.migrationState(source)), result: null }));
  }

  private async codeDetail(source: Source): Promise<string> {
    const { codePath } = source.migrations;
    if (codePath === undefined) return 'No code path is named: a restore compares with the live database.';
    const code = await readCodeMigrations(this.settings.assertCodePath(codePath), migrationSourceOf(source));
    const count = code.flatMap((framework) => framework.apps).reduce((sum, app) => sum + app.names.length, 0);
    return `${count} migrations of ${code.map((framework) => framework.framework).join(', ')}.`;
  }

  private async connected<Result>(
    source: Source,
    work: (db: DatabaseClient) => Promise<Result>,
    options = PROBE,
  ): Promise<Result> {
    const target = await this.connections.target(source);
    await this.connections.assertNotControl(target, source.mayShareControlServer);
    return namingLockHolders(target, APPLICATION_NAME, () => withConnection(target, options, work));
  }
}

function rightsDetail({ role }: ServerInfo): string {
  if (role.isSuperuser) return 'A superuser: may do everything, and more than it needs.';
  if (!role.canCreateDatabase) {
    throw new AppError(
      'PERMISSION_DENIED',
      `The role "${role.name}" may not create databases, which a restore needs.`,
      {
        hint: `ALTER ROLE "${role.name}" CREATEDB; backups work without it.`,
      },
    );
  }
  return 'May create databases; no superuser.';
}

function describeState(state: MigrationState): string {
  if (state.frameworks.length === 0) return 'No migrations table was found; restores will have the verdict "unknown".';
  return state.frameworks
    .map(
      ({ framework, table, apps }) =>
        `${framework} in ${table}: ${apps.reduce((sum, app) => sum + app.applied.length, 0)} applied`,
    )
    .join('; ');
}
