export interface Lockfile {
  packages: Record<string, Record<string, unknown> | undefined>;
}

/** Adds missing entries of packages for other platforms, in place; returns the names added. */
export function completeLockfile(lock: Lockfile): string[];

/** Optional dependencies that some package of the lockfile names and that have no entry in it. */
export function missingOptional(lock: Lockfile): { name: string; version: string }[];
