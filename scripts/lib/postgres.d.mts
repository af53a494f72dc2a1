export type StopMode = 'smart' | 'fast' | 'immediate';

export interface StartPostgresOptions {
  /** Holds everything of this server; made if missing. One owner at a time. */
  dir: string;
  /** Only as root: as whom it runs. Default `postgres`, else `nobody`. */
  user?: string;
  /** Server settings for this run, over those of the data directory. */
  settings?: Record<string, string | number>;
  /** Skips the fsync of initdb: for clusters whose data nobody will miss. See also THROW_AWAY_SETTINGS. */
  isThrowAway?: boolean;
  /** As pg_hba.conf names it; default `scram-sha-256`. For a new data directory only. */
  authentication?: 'scram-sha-256' | 'trust';
  /** The directory of `initdb` and `postgres`, where it shall not be the installed one; `psql` always is. */
  serverBin?: string;
  /** Environment variables of the server, besides PATH and LANG. */
  env?: NodeJS.ProcessEnv;
  /** What a person might want to know, one line each. No secret. */
  log?: (line: string) => void;
}

export interface PrivatePostgres {
  host: string;
  port: number;
  /** The superuser. */
  user: string;
  password: string;
  /** The database `postgres` as the superuser; the same as superuserUrl. */
  url: string;
  superuserUrl: string;
  /** A URL of this server with parts exchanged. */
  urlFor(parts?: { database?: string; user?: string; password?: string }): string;
  dataDir: string;
  /** The directory of its Unix socket; null where its path would be too long. As root only its user may use it. */
  socketDir: string | null;
  logFile: string;
  /** The directory of the programs it was started with. */
  bin: string;
  major: number;
  pid: number;
  isRunning(): boolean;
  /** Runs SQL as the superuser by psql; rows as lines, columns parted by `|`. */
  query(sql: string, database?: string): Promise<string>;
  /** Default fast. Waits until it is gone; harsher after a minute. Idempotent. */
  stop(mode?: StopMode): Promise<void>;
  /** Sends the postmaster a signal (default SIGKILL) and does not wait. False when it was gone. */
  kill(signal?: NodeJS.Signals): boolean;
  /** False when it was still there after the time (default 30 s). */
  waitUntilGone(timeoutMs?: number): Promise<boolean>;
  /** Stops it and removes everything. */
  remove(): Promise<void>;
}

export const THROW_AWAY_SETTINGS: Record<string, string>;

export function startPostgres(options: StartPostgresOptions): Promise<PrivatePostgres>;
