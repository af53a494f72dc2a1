import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Measures } from './measures.js';
import { MetricSum } from './metric-sum.entity.js';

/** Adding up: every process does its share. What tells the sums is in MetricsModule. */
@Module({ imports: [TypeOrmModule.forFeature([MetricSum])], providers: [Measures], exports: [Measures] })
export class MeasuresModule {}
