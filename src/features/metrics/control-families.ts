import type { EntityManager } from 'typeorm';
import { BACKUP_ORIGINS } from '../backups/backup-states.js';
import type { StoreRoomReading } from '../storages/store-room.js';
import type { MetricFamily, Sample } from './exposition.js';
import type { SourceTally } from './source-families.js';

const ENDS = ['completed', 'failed', 'canceled'] as const;
/** Every backup is whole yet. */
const TYPE = 'full';

interface TallyRow {
  fact: 'existing' | 'ended';
  sourceId: string;
  origin: string;
  status: string;
  backups: number;
  storedBytes: number;
}

/** What tallies of sources tell: all that ended, and what there is of each. */
export async function readTallies(manager: EntityManager): Promise<TallyRow[]> {
  return manager.query<TallyRow[]>(
    `SELECT fact, "sourceId", origin, status, sum(backups)::float8 AS backups, sum("storedBytes")::float8 AS "storedBytes"
       FROM backup_tallies WHERE fact IN ('existing', 'ended') AND day IS NULL GROUP BY 1, 2, 3, 4`,
  );
}

/** Each kind of end has its series from the beginning, so that the first failure shows as an increase. */
export function endedFamily(rows: readonly TallyRow[]): MetricFamily {
  const sum = (origin: string, status: string): number =>
    rows
      .filter((row) => row.fact === 'ended' && row.origin === origin && row.status === status)
      .reduce((total, { backups }) => total + backups, 0);
  return {
    name: 'backstitch_backups_total',
    help: 'Backups that ended, by type, origin and how they ended.',
    type: 'counter',
    samples: BACKUP_ORIGINS.flatMap((origin) =>
      ENDS.map((status) => ({ labels: { type: TYPE, origin, status }, value: sum(origin, status) })),
    ),
  };
}

export function tallyOf(rows: readonly TallyRow[]): SourceTally {
  const sum = (fact: TallyRow['fact'], status: string | null, key: 'backups' | 'storedBytes'): number =>
    rows
      .filter((row) => row.fact === fact && (status === null || row.status === status))
      .reduce((total, row) => total + row[key], 0);
  return {
    retained: sum('existing', 'completed', 'backups'),
    storedBytes: sum('existing', null, 'storedBytes'),
    failed: sum('ended', 'failed', 'backups'),
  };
}

/** Jobs that have not ended. Every action that is known has its series, so that an empty queue is a zero. */
export async function readLiveJobs(manager: EntityManager, actions: readonly string[]): Promise<MetricFamily[]> {
  const rows = await manager.query<{ action: string; state: string; jobs: number; oldest: number }[]>(
    `SELECT action, state, count(*)::int AS jobs, extract(epoch FROM now() - min("createdAt"))::float8 AS oldest
       FROM jobs WHERE state IN ('waiting', 'active') GROUP BY 1, 2`,
  );
  const find = (action: string, state: string) => rows.find((row) => row.action === action && row.state === state);
  const samples = (state: string): Sample[] =>
    actions.map((action) => ({ labels: { action, state }, value: find(action, state)?.jobs ?? 0 }));
  return [
    {
      name: 'backstitch_jobs',
      help: 'Jobs that wait for a worker, or are in the hands of one.',
      type: 'gauge',
      samples: [...samples('waiting'), ...samples('active')],
    },
    {
      name: 'backstitch_job_oldest_waiting_seconds',
      help: 'How long the oldest waiting job has been waiting.',
      type: 'gauge',
      samples: actions.map((action) => ({
        labels: { action },
        value: Math.max(0, find(action, 'waiting')?.oldest ?? 0),
      })),
    },
  ];
}

export function workerFamily({ working, parked }: { working: number; parked: number }): MetricFamily {
  return {
    name: 'backstitch_workers',
    help: 'Processes that take jobs (working), or are of another version than the instance and take none (parked).',
    type: 'gauge',
    samples: [
      { labels: { state: 'working' }, value: working },
      { labels: { state: 'parked' }, value: parked },
    ],
  };
}

export function roomFamilies(readings: readonly StoreRoomReading[]): MetricFamily[] {
  const samples = (key: 'free' | 'total'): Sample[] =>
    readings.flatMap(({ location, isDefault, room }) =>
      room === null ? [] : [{ labels: { store: location, default: String(isDefault) }, value: room[key] }],
    );
  return [
    {
      name: 'backstitch_disk_free_bytes',
      help: 'Room that is left in a store; absent where it does not answer.',
      type: 'gauge',
      samples: samples('free'),
    },
    {
      name: 'backstitch_disk_total_bytes',
      help: 'Size of the file system that a store lies on.',
      type: 'gauge',
      samples: samples('total'),
    },
  ];
}
