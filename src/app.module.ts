import { Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { ProblemFilter } from './common/http/problem.filter.js';
import { requestValidation } from './common/http/validation.js';
import { ApiKeysApiModule } from './features/api-keys/api-keys-api.module.js';
import { AuditTrailModule } from './features/audit-trail/audit-trail.module.js';
import { AuthModule } from './features/auth/auth.module.js';
import { ControlBackupsApiModule } from './features/control-backups/control-backups-api.module.js';
import { DjangoClientsModule } from './features/django-clients/django-clients.module.js';
import { DrillsApiModule } from './features/drills/drills-api.module.js';
import { HealthModule } from './features/health/health.module.js';
import { BackupsApiModule } from './features/backups/backups-api.module.js';
import { ImportsApiModule } from './features/imports/imports-api.module.js';
import { IdempotencyModule } from './features/idempotency/idempotency.module.js';
import { JobsApiModule } from './features/jobs/jobs-api.module.js';
import { LiveModule } from './features/live/live.module.js';
import { MetricsModule } from './features/metrics/metrics.module.js';
import { NotificationsApiModule } from './features/notifications/notifications-api.module.js';
import { RestoresApiModule } from './features/restores/restores-api.module.js';
import { OidcModule } from './features/oidc/oidc.module.js';
import { KeyRotationApiModule } from './features/key-rotation/key-rotation-api.module.js';
import { RetentionApiModule } from './features/retention/retention-api.module.js';
import { SchedulesApiModule } from './features/schedules/schedules-api.module.js';
import { SecondFactorsApiModule } from './features/second-factors/second-factors-api.module.js';
import { SettingsApiModule } from './features/settings/settings-api.module.js';
import { SourcesApiModule } from './features/sources/sources-api.module.js';
import { SourceHealthApiModule } from './features/source-health/source-health-api.module.js';
import { StatisticsModule } from './features/statistics/statistics.module.js';
import { StoragesApiModule } from './features/storages/storages-api.module.js';
import { PlansApiModule } from './features/plans/plans-api.module.js';
import { TenantsApiModule } from './features/tenants/tenants-api.module.js';
import { UsersApiModule } from './features/users/users-api.module.js';
import { WorkerModule } from './worker.module.js';

/** The whole application: what a worker does, and the HTTP API. */
@Module({
  imports: [
    WorkerModule,
    AuditTrailModule,
    AuthModule,
    ApiKeysApiModule,
    UsersApiModule,
    TenantsApiModule,
    PlansApiModule,
    HealthModule,
    IdempotencyModule,
    JobsApiModule,
    KeyRotationApiModule,
    LiveModule,
    RetentionApiModule,
    SecondFactorsApiModule,
    SettingsApiModule,
    SourcesApiModule,
    SchedulesApiModule,
    ImportsApiModule, // before backups: to their routes `import` is an id
    BackupsApiModule,
    RestoresApiModule,
    DrillsApiModule,
    StoragesApiModule,
    StatisticsModule,
    SourceHealthApiModule,
    MetricsModule,
    OidcModule,
    NotificationsApiModule,
    ControlBackupsApiModule,
    DjangoClientsModule,
  ],
  providers: [
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_PIPE, useFactory: requestValidation },
  ],
})
export class AppModule {}
