import { Module, type OnModuleInit } from '@nestjs/common';
import { HealthChecks } from '../health/health-checks.js';
import { HealthModule } from '../health/health.module.js';
import { StoreHealth } from './store-health.js';
import { StoragesModule } from './storages.module.js';
import { StoragesService } from './storages.service.js';

@Module({ imports: [HealthModule, StoragesModule] })
export class StoragesApiModule implements OnModuleInit {
  constructor(
    private readonly health: HealthChecks,
    private readonly storages: StoragesService,
  ) {}

  onModuleInit(): void {
    const health = new StoreHealth(async () => (await this.storages.defaultStore()).driver);
    const whenFailed = { status: 'degraded', reason: 'unreachable' } as const;
    this.health.register({ name: 'store', whenFailed, check: () => health.store() });
    this.health.register({
      name: 'disk',
      whenFailed: { status: 'degraded', reason: 'unknown' },
      check: () => health.disk(),
    });
  }
}
