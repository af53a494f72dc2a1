import { Module } from '@nestjs/common';
import { StoragesModule } from '../storages/storages.module.js';
import { NightlyDumps } from './nightly-dumps.js';

@Module({ imports: [StoragesModule], providers: [NightlyDumps], exports: [NightlyDumps] })
export class ControlBackupsModule {}
