import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BackupsModule } from '../backups/backups.module.js';
import { QuotasModule } from '../plans/quotas.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { DailyRetention } from './daily-retention.js';
import { RetentionAcceptance } from './retention-acceptance.js';
import { RetentionJob } from './retention-job.js';
import { RetentionPreview } from './retention-preview.entity.js';
import { RetentionRun } from './retention-run.entity.js';
import { RetentionRelief } from './retention-relief.js';
import { RetentionRunner } from './retention-runner.js';
import { RetentionService } from './retention.service.js';
import { SecondLook } from './second-look.js';

/** What of the backups goes, and when. The routes are in RetentionApiModule. */
@Module({
  imports: [TypeOrmModule.forFeature([RetentionRun, RetentionPreview]), BackupsModule, QuotasModule, SettingsModule],
  providers: [
    DailyRetention,
    RetentionAcceptance,
    RetentionJob,
    RetentionRelief,
    RetentionRunner,
    RetentionService,
    SecondLook,
  ],
  exports: [RetentionService],
})
export class RetentionModule {}
