import { Module, type OnModuleInit } from '@nestjs/common';
import { HealthChecks } from '../health/health-checks.js';
import { HealthModule } from '../health/health.module.js';
import { TenantsModule } from '../tenants/tenants.module.js';
import { ChannelTest } from './channel-test.js';
import { NotificationChannelsController } from './notification-channels.controller.js';
import { NotificationChannelsService } from './notification-channels.service.js';
import { NotificationHealth } from './notification-health.js';
import { NotificationsModule } from './notifications.module.js';

@Module({
  imports: [HealthModule, NotificationsModule, TenantsModule],
  controllers: [NotificationChannelsController],
  providers: [ChannelTest, NotificationChannelsService, NotificationHealth],
})
export class NotificationsApiModule implements OnModuleInit {
  constructor(
    private readonly health: HealthChecks,
    private readonly notifications: NotificationHealth,
  ) {}

  onModuleInit(): void {
    this.health.register({
      name: 'notifications',
      whenFailed: { status: 'degraded', reason: 'unknown' },
      check: () => this.notifications.check(),
    });
  }
}
