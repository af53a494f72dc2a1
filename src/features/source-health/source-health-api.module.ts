import { Module, type OnModuleInit } from '@nestjs/common';
import { HealthChecks } from '../health/health-checks.js';
import { HealthModule } from '../health/health.module.js';
import { BackupHealthController } from './backup-health.controller.js';
import { LateWatch } from './late-watch.js';
import { SourceHealthModule } from './source-health.module.js';

@Module({ imports: [HealthModule, SourceHealthModule], controllers: [BackupHealthController] })
export class SourceHealthApiModule implements OnModuleInit {
  constructor(
    private readonly health: HealthChecks,
    private readonly watch: LateWatch,
  ) {}

  /** Late backups take nothing down: everything answers, and somebody should look. */
  onModuleInit(): void {
    this.health.register({
      name: 'backups',
      whenFailed: { status: 'degraded', reason: 'unknown' },
      check: async () => {
        const late = this.watch.lateSources ?? 0;
        if (late === 0) return { status: 'ok' };
        const message = `Of ${late} ${late === 1 ? 'source' : 'sources'} no backup was made when one was due: GET /api/v1/health/backup.`;
        return { status: 'degraded', reason: 'late', message, data: { late } };
      },
    });
  }
}
