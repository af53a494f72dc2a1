import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EncryptionKeysModule } from '../encryption-keys/encryption-keys.module.js';
import { EventsModule } from '../events/events.module.js';
import { SchedulesModule } from '../schedules/schedules.module.js';
import { ChannelSecrets } from './channel-secrets.js';
import { ChannelSender } from './channel-sender.js';
import { DailyDigests } from './daily-digests.js';
import { DeliveryRunner } from './delivery-runner.js';
import { Destinations } from './destinations.js';
import { EventDispatch } from './event-dispatch.js';
import { NotificationChannel } from './notification-channel.entity.js';
import { NotificationDelivery } from './notification-delivery.entity.js';
import { NotificationSweep } from './notification-sweep.js';
import { OutgoingMessages } from './outgoing-messages.js';

/** Tells people and programs of what happened, in every process. The routes are in NotificationsApiModule. */
@Module({
  imports: [
    TypeOrmModule.forFeature([NotificationChannel, NotificationDelivery]),
    EncryptionKeysModule,
    EventsModule,
    SchedulesModule,
  ],
  providers: [
    ChannelSecrets,
    ChannelSender,
    DailyDigests,
    DeliveryRunner,
    Destinations,
    EventDispatch,
    NotificationSweep,
    OutgoingMessages,
  ],
  exports: [ChannelSecrets, ChannelSender, Destinations],
})
export class NotificationsModule {}
