export interface AcquireLockOptions {
  /** How long to wait for a living holder. Default 0: not at all. */
  waitMs?: number;
  /** Of the lock's directory if it must be made. Default 0700. */
  directoryMode?: number;
}

/** Somebody alive holds the lock. */
export class LockedError extends Error {
  readonly holder: { pid: number; born: string };
}

/** Resolves to what releases it, which is idempotent. @throws LockedError */
export function acquireLock(path: string, options?: AcquireLockOptions): Promise<() => void>;
