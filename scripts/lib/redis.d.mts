export interface StartRedisOptions {
  /** Holds everything of this server; made if missing. One owner at a time. */
  dir: string;
  /** What a person might want to know, one line each. No secret. */
  log?: (line: string) => void;
}

export interface PrivateRedis {
  host: string;
  port: number;
  password: string;
  /** With the password. */
  url: string;
  logFile: string;
  pid: number;
  isRunning(): boolean;
  /** Writes what it holds and ends; waits until it is gone. Idempotent. */
  stop(): Promise<void>;
  /** Sends a signal (default SIGKILL) and does not wait. False when it was gone. */
  kill(signal?: NodeJS.Signals): boolean;
  /** False when it was still there after the time (default 30 s). */
  waitUntilGone(timeoutMs?: number): Promise<boolean>;
  /** Stops it and removes everything. */
  remove(): Promise<void>;
}

export function startRedis(options: StartRedisOptions): Promise<PrivateRedis>;
