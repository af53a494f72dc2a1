import { Module } from '@nestjs/common';
import { BackupStreamsController } from './backup-streams.controller.js';
import { BackupsController } from './backups.controller.js';
import { BackupsModule } from './backups.module.js';

@Module({ imports: [BackupsModule], controllers: [BackupsController, BackupStreamsController] })
export class BackupsApiModule {}
