import type { JudgedSource } from '../source-health/source-verdicts.js';
import type { Labels, MetricFamily, Sample } from './exposition.js';

/** Each source has a dozen series; those beyond are counted, and told to be missing. */
export const MAX_SOURCES = 2_000;

/** What tallies tell of a source. */
export interface SourceTally {
  retained: number;
  storedBytes: number;
  failed: number;
}

export interface MeasuredSource {
  judged: JudgedSource;
  tenant: string;
  tally: SourceTally;
}

const LIGHTS = { green: 0, yellow: 1, red: 2 } as const;

interface SourceMetric {
  name: string;
  help: string;
  type?: 'counter';
  /** null: there is nothing to tell of this source. */
  value: (source: MeasuredSource) => number | null;
}

const METRICS: readonly SourceMetric[] = [
  {
    name: 'backstitch_backup_last_success_timestamp_seconds',
    help: 'End of the newest completed backup of a source.',
    value: ({ judged }) => seconds(judged.source.lastBackupAt),
  },
  {
    name: 'backstitch_backup_next_due_timestamp_seconds',
    help: 'When a backup of a source begins by itself next; absent where nothing is scheduled.',
    value: ({ judged }) => seconds(judged.nextDueAt),
  },
  {
    name: 'backstitch_backup_late',
    help: '1: a backup that was due by a schedule of this source was not made.',
    value: ({ judged }) => Number(judged.verdict.missed !== null),
  },
  {
    name: 'backstitch_backup_errors_total',
    help: 'Backups of a source that failed.',
    type: 'counter',
    value: ({ tally }) => tally.failed,
  },
  {
    name: 'backstitch_backups_retained',
    help: 'Backups of a source that are kept and could be restored.',
    value: ({ tally }) => tally.retained,
  },
  {
    name: 'backstitch_backups_stored_bytes',
    help: 'What the backups of a source take in the stores.',
    value: ({ tally }) => tally.storedBytes,
  },
  {
    name: 'backstitch_backups_corrupted',
    help: 'Backups of a source that a check found damaged.',
    value: ({ judged }) => judged.source.corrupted,
  },
  {
    name: 'backstitch_backup_last_duration_seconds',
    help: 'How long the newest completed backup of a source took.',
    value: ({ judged }) => milliseconds(judged.source.lastDurationMs),
  },
  {
    name: 'backstitch_backup_usual_duration_seconds',
    help: 'How long 19 of 20 of the last completed backups of a source took at most.',
    value: ({ judged }) => milliseconds(judged.source.usualMs),
  },
  {
    name: 'backstitch_backup_running_seconds',
    help: 'How long the backup that runs now has been running; 0 where none does.',
    value: ({ judged: { source } }) =>
      source.runningSince === null ? 0 : Math.max(0, (source.now.getTime() - source.runningSince.getTime()) / 1_000),
  },
  {
    name: 'backstitch_backup_last_size_bytes',
    help: 'What the newest completed backup of a source takes in the store.',
    value: ({ judged }) => judged.source.lastStoredBytes,
  },
  {
    name: 'backstitch_drill_last_succeeded',
    help: '1: the last drill of a source restored it; 0: it failed; absent where there was none.',
    value: ({ judged: { source } }) => (source.lastDrill === null ? null : Number(source.lastDrill === 'completed')),
  },
  {
    name: 'backstitch_source_health_score',
    help: 'How well a source is protected, 0 to 100 (GET /api/v1/health/backup has the reasons).',
    value: ({ judged }) => judged.verdict.score,
  },
  {
    name: 'backstitch_source_health_status',
    help: '0 green, 1 yellow, 2 red.',
    value: ({ judged }) => LIGHTS[judged.verdict.status],
  },
];

/** One series per source, by the names that people know: `tenant` (its slug) and `source`, which is unique in it. */
export function sourceFamilies(sources: readonly MeasuredSource[]): MetricFamily[] {
  const told = sources.slice(0, MAX_SOURCES);
  const families = METRICS.map(({ name, help, type, value }): MetricFamily => ({
    name,
    help,
    type: type ?? 'gauge',
    samples: told.flatMap((source) => sampleOf(labelsOf(source), value(source))),
  }));
  return [
    ...families,
    { name: 'backstitch_sources', help: 'Sources.', type: 'gauge', samples: [{ value: sources.length }] },
    {
      name: 'backstitch_sources_without_series',
      help: `Sources beyond the first ${MAX_SOURCES}, which have no series of their own.`,
      type: 'gauge',
      samples: [{ value: sources.length - told.length }],
    },
  ];
}

function labelsOf({ tenant, judged }: MeasuredSource): Labels {
  return { tenant, source: judged.source.name };
}

function sampleOf(labels: Labels, value: number | null): Sample[] {
  return value === null ? [] : [{ labels, value }];
}

function seconds(at: Date | null): number | null {
  return at === null ? null : at.getTime() / 1_000;
}

function milliseconds(value: number | null): number | null {
  return value === null ? null : value / 1_000;
}
