import { Module, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { HealthChecks } from './health-checks.js';
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
      check: async () => {
        await this.database.asSystem((manager) => manager.query('SELECT 1'));
        return 'ok';
      },
    });
  }
}
