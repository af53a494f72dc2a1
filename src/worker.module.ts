import { Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { ConfigModule } from './config/config.module.js';
import { loggingParams } from './config/logging.js';
import { Settings } from './config/settings.js';
import { DatabaseModule } from './database/database.module.js';
import { ActivityModule } from './features/activity/activity.module.js';
import { AuditModule } from './features/audit/audit.module.js';
import { BackupsModule } from './features/backups/backups.module.js';
import { ControlBackupsModule } from './features/control-backups/control-backups.module.js';
import { DrillsModule } from './features/drills/drills.module.js';
import { EventsModule } from './features/events/events.module.js';
import { ImportsModule } from './features/imports/imports.module.js';
import { JobsModule } from './features/jobs/jobs.module.js';
import { KeyRotationModule } from './features/key-rotation/key-rotation.module.js';
import { MeasuresModule } from './features/metrics/measures.module.js';
import { NotificationsModule } from './features/notifications/notifications.module.js';
import { RestoresModule } from './features/restores/restores.module.js';
import { SchedulesModule } from './features/schedules/schedules.module.js';
import { RetentionModule } from './features/retention/retention.module.js';
import { SettingsModule } from './features/settings/settings.module.js';
import { SourceHealthModule } from './features/source-health/source-health.module.js';
import { TenantsModule } from './features/tenants/tenants.module.js';
import { PlatformModule } from './platform.module.js';

/** What a process needs to do jobs, with or without the HTTP API. */
@Module({
  imports: [
    ConfigModule,
    LoggerModule.forRootAsync({ inject: [Settings], useFactory: loggingParams }),
    DatabaseModule,
    PlatformModule,
    AuditModule,
    ActivityModule,
    EventsModule,
    TenantsModule,
    SettingsModule,
    JobsModule,
    KeyRotationModule,
    BackupsModule,
    ImportsModule,
    RestoresModule,
    SchedulesModule,
    NotificationsModule,
    RetentionModule,
    DrillsModule,
    ControlBackupsModule,
    SourceHealthModule,
    MeasuresModule,
  ],
})
export class WorkerModule {}
