import { Injectable } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { Database } from '../../database/database.js';
import type { FrameworkName } from '../../platform/migration-state/migration-state.js';
import { CommandRunner } from '../../platform/migration-state/runners/command-runner.js';
import type { MigrationRunner } from '../../platform/migration-state/runners/migration-runner.js';
import { TypeormRunner } from '../../platform/migration-state/runners/typeorm-runner.js';
import { ProcessRunner } from '../../platform/process/process-runner.js';
import type { Source } from '../sources/source.entity.js';

/** Which runner brings a source's database forward: the one it names, or the built-in one for TypeORM's code. */
@Injectable()
export class MigrationRunners {
  constructor(
    private readonly settings: Settings,
    private readonly processes: ProcessRunner,
    private readonly database: Database,
  ) {}

  /** null where the source names none that this server offers to its tenant. `framework`: the one whose migrations are pending. */
  async of(source: Source, framework: FrameworkName | null): Promise<MigrationRunner | null> {
    const { runner, codePath, table } = source.migrations;
    const isBuiltIn = runner === 'typeorm' || (runner === undefined && framework === 'typeorm');
    if (isBuiltIn) {
      if (codePath === undefined) return null;
      const options = { codePath: this.settings.assertCodePath(codePath), ...(table === undefined ? {} : { table }) };
      return new TypeormRunner(options, this.processes);
    }
    if (runner === undefined) return null;
    const definition = this.settings.server.migrationRunners[runner];
    if (definition === undefined) return null;
    const isForTenant =
      definition.tenants.includes('*') || definition.tenants.includes(await this.slugOf(source.tenantId));
    return isForTenant ? new CommandRunner(runner, definition, this.processes) : null;
  }

  private async slugOf(tenantId: string): Promise<string> {
    const rows = await this.database.asSystem((manager) =>
      manager.query<{ slug: string }[]>('SELECT slug FROM tenants WHERE id = $1', [tenantId]),
    );
    return rows[0]?.slug ?? '';
  }
}
