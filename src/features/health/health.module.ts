import { Module, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { HealthChecks, type HealthFinding } from './health-checks.js';
import { HealthController } from './health.controller.js';

@Module({ controllers: [HealthController], providers: [HealthChecks], exports: [HealthChecks] })
export class HealthModule implements OnModuleInit {
  constructor(
    private readonly checks: HealthChecks,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.checks.register({
      name: 'database',
      whenFailed: { status: 'down', reason: 'unreachable' },
      check: () => this.checkDatabase(),
    });
  }

  private async checkDatabase(): Promise<HealthFinding> {
    const [row] = await this.database.asSystem((manager) =>
      manager.query<{ isReadOnly: boolean; version: string }[]>(
        `SELECT current_setting('transaction_read_only') = 'on' AS "isReadOnly", current_setting('server_version') AS version`,
      ),
    );
    const data = { serverVersion: row?.version };
    if (row?.isReadOnly !== true) return { status: 'ok', data };
    const message = 'It takes no writes: it is a standby, or default_transaction_read_only is on.';
    return { status: 'down', reason: 'read_only', message, data };
  }
}
