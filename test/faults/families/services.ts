import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Cell } from '../../support/faults/cell.js';
import { delayedCell } from '../../support/faults/delayed-cell.js';
import { type Ground, STALL_SECONDS } from '../../support/faults/ground.js';
import type { JobKind } from '../../support/faults/jobs.js';
import type { Places } from '../../support/faults/places.js';

/** Longer than anyone waits for an answer of the control database. */
const AWAY_MS = 12_000;
/** Long enough for a server that hangs to be given up: the stall time-out, and a question over a new connection. */
const GIVEN_UP_MS = (STALL_SECONDS + 25) * 1_000;

interface ServiceFault {
  fault: string;
  /** What a job may fail with: one that cannot reach its source fails; ours being away is nobody's failure. */
  codes: readonly string[];
  /** Does the harm; what it answers heals. */
  harm(ground: Ground): Promise<() => Promise<void>>;
}

/** What a backup or a restore says when its source goes away in the middle. A swap may be told by its own name. */
const SOURCE_AWAY = ['SOURCE_UNREACHABLE', 'DUMP_FAILED', 'RESTORE_FAILED', 'SAFETY_BACKUP_FAILED', 'SWAP_FAILED'];
const SOURCE_SILENT = [...SOURCE_AWAY, 'STALLED', 'MIGRATION_FAILED'];

export const SERVICE_FAULTS: readonly ServiceFault[] = [
  {
    fault: 'control database stopped and restarted',
    codes: [],
    harm: async ({ servers }) => {
      await servers.control.stop();
      return () => servers.control.startAgain();
    },
  },
  {
    fault: 'control database frozen (SIGSTOP)',
    codes: [],
    harm: async ({ servers }) => thaws(servers.control.freeze()),
  },
  {
    fault: 'control database cut off',
    codes: [],
    harm: async ({ control }) => {
      control.network.cut();
      return mends(control.network);
    },
  },
  {
    fault: 'control database never answers on old connections',
    codes: [],
    harm: async ({ control }) => {
      control.network.strikeDumb();
      return () => Promise.resolve();
    },
  },
  {
    fault: 'source stopped and restarted',
    codes: [...SOURCE_AWAY, 'MIGRATION_FAILED'],
    harm: async ({ servers }) => {
      await servers.sources.stop();
      return () => servers.sources.startAgain();
    },
  },
  {
    fault: 'source frozen (SIGSTOP)',
    codes: SOURCE_SILENT,
    harm: async ({ servers }) => thaws(servers.sources.freeze()),
  },
  {
    fault: 'source frozen for longer than the stall time-out',
    codes: SOURCE_SILENT,
    harm: async ({ servers }) => thaws(servers.sources.freeze(), GIVEN_UP_MS),
  },
  {
    fault: 'source cut off',
    codes: [...SOURCE_AWAY, 'MIGRATION_FAILED'],
    harm: async ({ sources }) => {
      sources.network.cut();
      return mends(sources.network);
    },
  },
  {
    fault: 'source never answers on old connections',
    codes: SOURCE_SILENT,
    harm: async ({ sources }) => {
      sources.network.strikeDumb();
      return () => Promise.resolve();
    },
  },
  {
    fault: 'Redis killed and restarted',
    codes: [],
    harm: async ({ servers }) => {
      await servers.redis.kill();
      return () => servers.redis.startAgain();
    },
  },
  {
    fault: 'Redis flushed',
    codes: [],
    harm: async ({ servers }) => {
      const client = new Redis(servers.redis.now.url);
      await client.flushall();
      client.disconnect();
      return () => Promise.resolve();
    },
  },
  {
    fault: 'Redis frozen (SIGSTOP)',
    codes: [],
    harm: async ({ servers }) => thaws(servers.redis.freeze()),
  },
  {
    fault: 'Redis cut off',
    codes: [],
    harm: async ({ redis }) => {
      redis.cut();
      return mends(redis);
    },
  },
  {
    fault: 'Redis never answers on old connections',
    codes: [],
    harm: async ({ redis }) => {
      redis.strikeDumb();
      return () => Promise.resolve();
    },
  },
  {
    fault: 'lock of the job lost',
    codes: [],
    harm: async (ground) => {
      await ground.record(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'backstitch lock'`,
      );
      return () => Promise.resolve();
    },
  },
];

export function serviceCell(service: ServiceFault, kind: JobKind, places: Places, chance: () => number): Cell {
  // The API is what asks; from the first ms on the worker has the job.
  const delayMs = Math.round((0.05 + 0.85 * chance()) * places.durationMs);
  return delayedCell({ ...service, kind, delayMs });
}

function thaws(frozen: { thaw(): void }, afterMs = AWAY_MS): () => Promise<void> {
  return async () => {
    await sleep(afterMs);
    frozen.thaw();
  };
}

function mends(network: { mend(): void }): () => Promise<void> {
  return async () => {
    await sleep(AWAY_MS);
    network.mend();
  };
}
