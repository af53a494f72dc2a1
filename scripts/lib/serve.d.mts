import type { PrivatePostgres } from './postgres.mjs';
import type { PrivateRedis } from './redis.mjs';

export interface StartBackstitchOptions {
  /** BACKSTITCH_HOME; made if missing. One run at a time. */
  home: string;
  /** Over process.env; undefined takes a variable away. With DATABASE_URL, REDIS_URL (and MASTER_KEY) nothing private starts. */
  env?: Record<string, string | undefined>;
  /** Default: a free one. */
  port?: number;
  /** Workers as processes of their own, besides the one inside the API. Default 0. */
  workers?: number;
  /** What is run as the API, from the top of the clone. Default dist/src/main.js. */
  entry?: string;
  /** Default `<home>/logs`. */
  logDir?: string;
}

export interface RunningApplication {
  pid: number;
  logFile: string | null;
  /** Never rejects. */
  exited: Promise<{ exitCode: number | null; signal: NodeJS.Signals | null }>;
  isRunning(): boolean;
  /** Sends a signal (default SIGKILL) and does not wait. False when it was gone. */
  kill(signal?: NodeJS.Signals): boolean;
  /** SIGTERM, and SIGKILL after 40 s. Idempotent. */
  stop(): Promise<{ exitCode: number | null; signal: NodeJS.Signals | null }>;
}

export interface RunningBackstitch {
  /** `http://127.0.0.1:port`, without /api/v1. */
  baseUrl: string;
  port: number;
  home: string;
  /** What the processes were given: DATABASE_URL, REDIS_URL, MASTER_KEY, BACKSTITCH_HOME … */
  env: Record<string, string | undefined>;
  /** The password is ADMIN_PASSWORD of `env`, which counts at the first start of a home only; null if none was given. */
  admin: { email: string; password: string | null };
  /** The API first; ended ones stay in the list. */
  processes: RunningApplication[];
  /** Null where DATABASE_URL was given. */
  postgres: PrivatePostgres | null;
  /** Null where REDIS_URL was given. */
  redis: PrivateRedis | null;
  /** The API again, after the first was stopped or killed, on the same port; waits until it is healthy. */
  startApi(): Promise<RunningApplication>;
  /** One more worker process; does not wait for it to be ready. */
  startWorker(): Promise<RunningApplication>;
  /** Stops the processes, then the private servers. Idempotent. */
  stop(): Promise<void>;
}

/** Resolves when GET /api/v1/health answers 200. */
export function startBackstitch(options: StartBackstitchOptions): Promise<RunningBackstitch>;
