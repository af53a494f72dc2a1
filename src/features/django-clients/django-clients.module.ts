import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { BackupsModule } from '../backups/backups.module.js';
import { RestoresModule } from '../restores/restores.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { DjangoBackups } from './django-backups.js';
import { DjangoBackupsController } from './django-backups.controller.js';
import { DjangoInstance } from './django-instance.js';
import { DjangoInstanceController } from './django-instance.controller.js';
import { DjangoRecords } from './django-records.js';
import { DjangoRestores } from './django-restores.js';
import { DjangoRestoresController } from './django-restores.controller.js';
import { OnlyWhereUsed } from './only-where-used.js';

/** The clients of the Django original, answered by the services of everybody. Nothing needs this module. */
@Module({
  imports: [BackupsModule, RestoresModule, SettingsModule],
  controllers: [DjangoBackupsController, DjangoRestoresController, DjangoInstanceController],
  providers: [DjangoBackups, DjangoRestores, DjangoInstance, DjangoRecords],
})
export class DjangoClientsModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer
      .apply(OnlyWhereUsed)
      .forRoutes(DjangoBackupsController, DjangoRestoresController, DjangoInstanceController);
  }
}
