import { Module, type OnModuleInit } from '@nestjs/common';
import { HealthChecks } from '../health/health-checks.js';
import { HealthModule } from '../health/health.module.js';
import { StoragesModule } from './storages.module.js';
import { StoragesService } from './storages.service.js';

@Module({ imports: [HealthModule, StoragesModule] })
export class StoragesApiModule implements OnModuleInit {
  constructor(
    private readonly health: HealthChecks,
    private readonly storages: StoragesService,
  ) {}

  /** Without the store nothing can be backed up or restored, but everything else works: degraded. */
  onModuleInit(): void {
    this.health.register({
      name: 'store',
      check: () =>
        this.storages
          .defaultStore()
          .then(({ driver }) => driver.space())
          .then(
            () => 'ok',
            () => 'degraded',
          ),
    });
  }
}
