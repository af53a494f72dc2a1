import { groupBy } from '../../common/group-by.js';
import type { Labels, MetricFamily, Sample } from './exposition.js';

const SECONDS = [1, 5, 15, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 21_600, 86_400];
const MIB = 1024 ** 2;
const BYTES = [1, 10, 100, 1_024, 10_240, 102_400, 1_048_576].map((mebibytes) => mebibytes * MIB);

interface Counter {
  type: 'counter';
  help: string;
}
interface Histogram {
  type: 'histogram';
  help: string;
  /** Upper bounds, ascending. A bound that is added later counts from then on. */
  bounds: readonly number[];
}

/** What is added up as jobs end and events happen. Labels are few and known; none is an id. */
export const MEASURED = {
  backstitch_jobs_total: { type: 'counter', help: 'Jobs that ended, by what they do and how they ended.' },
  backstitch_job_failures_total: {
    type: 'counter',
    help: 'Jobs that failed, by what they do and the code of their error.',
  },
  backstitch_job_wait_seconds: {
    type: 'histogram',
    help: 'From the request for a job to the first worker that took it.',
    bounds: SECONDS,
  },
  backstitch_job_step_duration_seconds: {
    type: 'histogram',
    help: 'How long the steps of jobs took.',
    bounds: SECONDS,
  },
  backstitch_backup_duration_seconds: {
    type: 'histogram',
    help: 'How long jobs on backups took, from their first start: operation create or verify.',
    bounds: SECONDS,
  },
  backstitch_restore_duration_seconds: {
    type: 'histogram',
    help: 'How long restores and rollbacks took, from their first start.',
    bounds: SECONDS,
  },
  backstitch_cleanup_duration_seconds: {
    type: 'histogram',
    help: 'How long clean-ups took: retention, and the ends of rollback windows.',
    bounds: SECONDS,
  },
  backstitch_drill_duration_seconds: { type: 'histogram', help: 'How long drills took.', bounds: SECONDS },
  backstitch_backup_size_bytes: {
    type: 'histogram',
    help: 'Sizes of backups made by jobs of their own: form stored (compressed) or raw.',
    bounds: BYTES,
  },
  backstitch_events_total: { type: 'counter', help: 'What somebody was to be told of, by kind.' },
} as const satisfies Record<string, Counter | Histogram>;

export type MeasuredMetric = keyof typeof MEASURED;

/** One thing that was measured: a value of a histogram, or (without one) one more of a counter. */
export interface Measurement {
  metric: MeasuredMetric;
  labels: Labels;
  value?: number;
}

export interface Increment {
  metric: string;
  labels: string;
  part: string;
  value: number;
}

/** What these measurements add to the sums, in the order of their keys, so that no two transactions wait for each other. */
export function incrementsOf(measurements: readonly Measurement[]): Increment[] {
  const sums = new Map<string, Increment>();
  for (const { metric, labels, value } of measurements) {
    const key = canonical(labels);
    const series = `${metric} ${key} `;
    for (const [part, amount] of partsOf(metric, value)) {
      const sum = sums.get(series + part);
      if (sum === undefined) sums.set(series + part, { metric, labels: key, part, value: amount });
      else sum.value += amount; // a thousand jobs have a hundred thousand parts
    }
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, increment]) => increment);
}

function partsOf(metric: MeasuredMetric, value: number | undefined): [string, number][] {
  const measured: Counter | Histogram = MEASURED[metric];
  if (measured.type === 'counter') return [['total', 1]];
  if (value === undefined) throw new Error(`${metric} measures a value.`);
  const buckets = measured.bounds
    .filter((bound) => value <= bound)
    .map((bound): [string, number] => [`le:${bound}`, 1]);
  return [['sum', value], ['count', 1], ...buckets];
}

/** The sums as families; every metric has one, also while nothing was measured. What is `known` to come is a zero until it does, so that the first one shows as an increase. */
export function measuredFamilies(sums: readonly Increment[], known: readonly Measurement[] = []): MetricFamily[] {
  const zeros = incrementsOf(known).map((increment) => ({ ...increment, value: 0 }));
  const byMetric = groupBy([...zeros, ...sums], ({ metric }) => metric);
  return Object.entries<Counter | Histogram>(MEASURED).map(([name, measured]) => {
    const bySeries = groupBy(byMetric.get(name) ?? [], ({ labels }) => labels);
    const samples = [...bySeries].flatMap(([labels, parts]) =>
      samplesOf(measured, JSON.parse(labels) as Labels, new Map(parts.map(({ part, value }) => [part, value]))),
    );
    return { name, help: measured.help, type: measured.type, samples };
  });
}

function samplesOf(measured: Counter | Histogram, labels: Labels, parts: ReadonlyMap<string, number>): Sample[] {
  if (measured.type === 'counter') return [{ labels, value: parts.get('total') ?? 0 }];
  const count = parts.get('count') ?? 0;
  return [
    ...measured.bounds.map((bound) => ({
      suffix: '_bucket',
      labels: { ...labels, le: String(bound) },
      value: parts.get(`le:${bound}`) ?? 0,
    })),
    { suffix: '_bucket', labels: { ...labels, le: '+Inf' }, value: count },
    { suffix: '_sum', labels, value: parts.get('sum') ?? 0 },
    { suffix: '_count', labels, value: count },
  ];
}

function canonical(labels: Labels): string {
  return JSON.stringify(Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))));
}
