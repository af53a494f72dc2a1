import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DailyBackups } from './daily-backups.entity.js';
import { Quotas } from './quotas.js';

/** What new backups are held to. */
@Module({ imports: [TypeOrmModule.forFeature([DailyBackups])], providers: [Quotas], exports: [Quotas] })
export class QuotasModule {}
