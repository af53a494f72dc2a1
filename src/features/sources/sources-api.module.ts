import { Module } from '@nestjs/common';
import { SourceProbesController } from './source-probes.controller.js';
import { SourcesController } from './sources.controller.js';
import { SourcesModule } from './sources.module.js';

@Module({ imports: [SourcesModule], controllers: [SourcesController, SourceProbesController] })
export class SourcesApiModule {}
