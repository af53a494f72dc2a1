import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SavedSettings } from './saved-settings.entity.js';

@Module({ imports: [TypeOrmModule.forFeature([SavedSettings])] })
export class SettingsModule {}
