import { Module, type OnModuleInit } from '@nestjs/common';
import { HealthChecks } from '../health/health-checks.js';
import { HealthModule } from '../health/health.module.js';
import { EscrowSweep } from './escrow-sweep.js';
import { KeyRotationModule } from './key-rotation.module.js';

@Module({ imports: [HealthModule, KeyRotationModule] })
export class KeyRotationApiModule implements OnModuleInit {
  constructor(
    private readonly health: HealthChecks,
    private readonly escrows: EscrowSweep,
  ) {}

  /** Until the keys in every store are for the current master key, the previous one is still needed to recover by hand. */
  onModuleInit(): void {
    this.health.register({
      name: 'keys',
      check: async () => ((await this.escrows.waiting()).length === 0 ? 'ok' : 'degraded'),
    });
  }
}
