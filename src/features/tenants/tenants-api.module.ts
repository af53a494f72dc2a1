import { Module } from '@nestjs/common';
import { SettingsModule } from '../settings/settings.module.js';
import { TenantsController } from './tenants.controller.js';
import { TenantsService } from './tenants.service.js';

@Module({ imports: [SettingsModule], controllers: [TenantsController], providers: [TenantsService] })
export class TenantsApiModule {}
