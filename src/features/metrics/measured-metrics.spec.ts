import { describe, expect, it } from '@jest/globals';
import { exposition } from './exposition.js';
import { type EndedJob, measurementsOf } from './job-measurements.js';
import { type Increment, incrementsOf, MEASURED, measuredFamilies } from './measured-metrics.js';

const at = (seconds: number): Date => new Date(Date.UTC(2026, 10, 21, 2) + seconds * 1_000);

const backup: EndedJob = {
  action: 'backup',
  state: 'completed',
  errorCode: null,
  createdAt: at(0),
  startedAt: at(2),
  finishedAt: at(47),
  steps: [{ name: 'dump', seconds: 40 }],
  rawBytes: 5e9,
  storedBytes: 2e6,
};

describe('a job that ended', () => {
  it.each<[string, Partial<EndedJob>, string[]]>([
    [
      'as a completed backup',
      {},
      [
        'backstitch_jobs_total {"action":"backup","state":"completed"}',
        'backstitch_job_wait_seconds {"action":"backup"} 2',
        'backstitch_backup_duration_seconds {"operation":"create","status":"completed"} 45',
        'backstitch_job_step_duration_seconds {"action":"backup","step":"dump"} 40',
        'backstitch_backup_size_bytes {"form":"raw"} 5000000000',
        'backstitch_backup_size_bytes {"form":"stored"} 2000000',
      ],
    ],
    [
      'as a failed restore, begun by a machine whose clock is behind',
      {
        action: 'restore',
        state: 'failed',
        errorCode: 'DISK_FULL',
        startedAt: at(-5),
        steps: [],
        rawBytes: null,
        storedBytes: null,
      },
      [
        'backstitch_jobs_total {"action":"restore","state":"failed"}',
        'backstitch_job_failures_total {"action":"restore","code":"DISK_FULL"}',
        'backstitch_job_wait_seconds {"action":"restore"} 0',
        'backstitch_restore_duration_seconds {"operation":"restore","status":"failed"} 52',
      ],
    ],
    [
      'before anybody took it',
      { state: 'canceled', startedAt: null, steps: [], rawBytes: null, storedBytes: null },
      ['backstitch_jobs_total {"action":"backup","state":"canceled"}'],
    ],
    [
      'of a kind whose duration nobody asks for',
      { action: 'other', steps: [], rawBytes: null, storedBytes: null },
      [
        'backstitch_jobs_total {"action":"other","state":"completed"}',
        'backstitch_job_wait_seconds {"action":"other"} 2',
      ],
    ],
  ])('%s', (_, changes, expected) => {
    const said = measurementsOf({ ...backup, ...changes }).map(
      ({ metric, labels, value }) => `${metric} ${JSON.stringify(labels)}${value === undefined ? '' : ` ${value}`}`,
    );
    expect(said).toEqual(expected);
  });
});

describe('sums', () => {
  const wait = (value: number) =>
    ({ metric: 'backstitch_job_wait_seconds', labels: { action: 'backup' }, value }) as const;

  it('have buckets that hold those below, and a last one that holds all', () => {
    const families = measuredFamilies(incrementsOf([wait(0.5), wait(60), wait(1e6)]));
    const text = exposition(families.filter(({ name }) => name === 'backstitch_job_wait_seconds'));
    for (const [le, count] of [
      ['1', 1],
      ['30', 1],
      ['60', 2],
      ['86400', 2],
      ['+Inf', 3],
    ] as const) {
      expect(text).toContain(`backstitch_job_wait_seconds_bucket{action="backup",le="${le}"} ${count}\n`);
    }
    expect(text).toContain('backstitch_job_wait_seconds_sum{action="backup"} 1000060.5\n');
    expect(text).toContain('backstitch_job_wait_seconds_count{action="backup"} 3\n');
  });

  it('are the same whether measurements come together or one after the other, and in an order of their own', () => {
    const all = [wait(1), ...measurementsOf(backup), wait(7)];
    const add = (a: Increment[], b: Increment[]): Increment[] => {
      const key = ({ metric, labels, part }: Increment): string => `${metric}${labels}${part}`;
      const sums = new Map(a.map((one) => [key(one), one]));
      for (const one of b) sums.set(key(one), { ...one, value: one.value + (sums.get(key(one))?.value ?? 0) });
      return [...sums.values()];
    };
    const oneByOne = all.map((one) => incrementsOf([one])).reduce(add, []);
    const sort = (text: string): string[] => text.split('\n').sort();
    expect(sort(exposition(measuredFamilies(oneByOne)))).toEqual(sort(exposition(measuredFamilies(incrementsOf(all)))));
    expect(incrementsOf([...all].reverse()).map(({ labels, part }) => [labels, part])).toEqual(
      incrementsOf(all).map(({ labels, part }) => [labels, part]),
    );
  });

  it('begin with zeros for what is known to come, and go on from there', () => {
    const failed = { metric: 'backstitch_events_total', labels: { kind: 'backup.failed' } } as const;
    const text = (sums: Increment[]): string => exposition(measuredFamilies(sums, [failed]));
    expect(text([])).toContain('backstitch_events_total{kind="backup.failed"} 0\n');
    expect(text(incrementsOf([failed, failed]))).toContain('backstitch_events_total{kind="backup.failed"} 2\n');
    expect(text(incrementsOf([failed])).match(/kind="backup.failed"/g)).toHaveLength(1);
  });

  it('say that every metric exists before anything was measured', () => {
    expect(measuredFamilies([]).map(({ name }) => name)).toEqual(Object.keys(MEASURED));
  });
});
