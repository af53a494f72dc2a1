import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { StoragesModule } from '../storages/storages.module.js';
import { SavedSettings } from './saved-settings.entity.js';
import { SettingChange } from './setting-change.entity.js';
import { SettingsChanges } from './settings-changes.js';
import { SettingsService } from './settings.service.js';

/** What tenants decide. Reading needs no injection (`settingsOf`); the routes are in SettingsApiModule. */
@Module({
  imports: [TypeOrmModule.forFeature([SavedSettings, SettingChange]), StoragesModule],
  providers: [SettingsChanges, SettingsService],
  exports: [SettingsChanges, SettingsService],
})
export class SettingsModule {}
