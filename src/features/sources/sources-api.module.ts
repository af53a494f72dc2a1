import { Module } from '@nestjs/common';
import { SourcesController } from './sources.controller.js';
import { SourcesModule } from './sources.module.js';

@Module({ imports: [SourcesModule], controllers: [SourcesController] })
export class SourcesApiModule {}
