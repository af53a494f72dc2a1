import { Module } from '@nestjs/common';
import { SourceHealthModule } from '../source-health/source-health.module.js';
import { StoragesModule } from '../storages/storages.module.js';
import { ControlMetrics } from './control-metrics.js';
import { MeasuresModule } from './measures.module.js';
import { MetricsController } from './metrics.controller.js';
import { MetricsService } from './metrics.service.js';
import { ProcessMetrics } from './process-metrics.js';

@Module({
  imports: [MeasuresModule, SourceHealthModule, StoragesModule],
  controllers: [MetricsController],
  providers: [ControlMetrics, MetricsService, ProcessMetrics],
})
export class MetricsModule {}
