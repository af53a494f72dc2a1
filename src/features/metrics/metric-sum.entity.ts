import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One number of a counter or histogram that only grows, for the whole instance: what made it may be deleted since. */
@Entity('metric_sums')
export class MetricSum {
  @PrimaryColumn('text')
  metric: string;

  /** JSON, its names sorted. */
  @PrimaryColumn('text')
  labels: string;

  /** `total` of a counter; `sum`, `count` and `le:<bound>` of a histogram. */
  @PrimaryColumn('text')
  part: string;

  @Column('double precision')
  value: number;
}
