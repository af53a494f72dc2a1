import { Module, type OnModuleInit } from '@nestjs/common';
import { HealthChecks } from '../health/health-checks.js';
import { HealthModule } from '../health/health.module.js';
import { ControlBackupsModule } from './control-backups.module.js';
import { NightlyDumps } from './nightly-dumps.js';

@Module({ imports: [HealthModule, ControlBackupsModule] })
export class ControlBackupsApiModule implements OnModuleInit {
  constructor(
    private readonly health: HealthChecks,
    private readonly dumps: NightlyDumps,
  ) {}

  /** Without it requests are answered and jobs run; but losing the control database now would cost more than a day. */
  onModuleInit(): void {
    this.health.register({
      name: 'controlDump',
      whenFailed: { status: 'degraded', reason: 'unknown' },
      check: async () => {
        const { state, lastDumpAt, missedSince, lastError } = await this.dumps.status();
        const data = { lastDumpAt, missedSince };
        if (state === 'ok') return { status: 'ok', data };
        const message =
          lastError?.message ?? 'The nightly dump of the control database is missing; see the logs of the workers.';
        return { status: 'degraded', reason: state, message, data };
      },
    });
  }
}
