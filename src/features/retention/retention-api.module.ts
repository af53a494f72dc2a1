import { Module, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { HealthChecks } from '../health/health-checks.js';
import { HealthModule } from '../health/health.module.js';
import { retentionHealth } from './retention-health.js';
import { RetentionController } from './retention.controller.js';
import { RetentionModule } from './retention.module.js';
import { SettingsPreviewController } from './settings-preview.controller.js';

@Module({ imports: [HealthModule, RetentionModule], controllers: [RetentionController, SettingsPreviewController] })
export class RetentionApiModule implements OnModuleInit {
  constructor(
    private readonly health: HealthChecks,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.health.register({
      name: 'retention',
      whenFailed: { status: 'degraded', reason: 'unknown' },
      check: () => retentionHealth(this.database),
    });
  }
}
