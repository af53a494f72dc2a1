import { AppError } from '../../../common/app-error.js';
import type { Queryable } from '../../postgres/connection.js';

export interface Stray {
  pid: number;
  database: string;
}

export interface GuardOptions {
  /** Any session of the same server; used by the guard alone while it watches. */
  db: Queryable;
  /** Names of the databases that the runner must not touch: the live one above all. */
  forbiddenDatabases: readonly string[];
  /** The runner's: nobody else's session may carry it. */
  applicationName: string;
  /** Default 50 ms. */
  intervalMs?: number;
  /** Called once. */
  onStray: (stray: Stray) => void;
  /** Called once, when the guard can no longer see: its runner must then be stopped, too. */
  onBlind: (error: unknown) => void;
}

export interface Guard {
  /** Looks a last time, unless it found something. Idempotent; never rejects. */
  stop(): Promise<void>;
}

const DEFAULT_INTERVAL_MS = 50;

/**
 * Watches for sessions of a runner on databases where it has no business: its settings then point at the wrong place.
 * A runner may be in and out within one interval, and one that sets an application_name of its own is not seen at
 * all: the caller compares the live database's history before and after besides.
 */
export function watchForStrays(options: GuardOptions): Guard {
  const { db, forbiddenDatabases, applicationName, intervalMs = DEFAULT_INTERVAL_MS, onStray, onBlind } = options;
  let isOver = false;
  let wake: () => void = () => undefined;
  let isStopping = false;

  const isDone = (): boolean => isOver || isStopping;
  const look = async (): Promise<void> => {
    if (isOver) return;
    try {
      const { rows } = await db.query<Stray>(FIND_STRAYS, [applicationName, forbiddenDatabases]);
      const [stray] = rows;
      if (!stray) return;
      isOver = true;
      onStray(stray);
    } catch (error) {
      isOver = true;
      onBlind(error);
    }
  };
  const watching = (async (): Promise<void> => {
    while (!isDone()) {
      await look();
      if (isDone()) break;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, intervalMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    await look();
  })();

  return {
    stop: async () => {
      isStopping = true;
      wake();
      await watching;
    },
  };
}

/** PostgreSQL cuts longer ones and replaces what is not ASCII; then no session would ever be recognised. */
export function assertRecognisable(applicationName: string): void {
  if (/^[\x20-\x7e]{1,63}$/.test(applicationName)) return;
  throw new AppError('INTERNAL_ERROR', 'The application name of a runner must be at most 63 ASCII characters.');
}

const FIND_STRAYS = `
  SELECT pid, datname::pg_catalog.text AS database FROM pg_catalog.pg_stat_activity
  WHERE application_name = $1::pg_catalog.text AND datname::pg_catalog.text = ANY ($2::pg_catalog.text[])`;
