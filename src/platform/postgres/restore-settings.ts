/**
 * What makes a restore into a database that nobody uses yet quick, and is still safe: the swap's own commit is
 * synchronous and flushes all that came before it. Never `fsync=off`, never `session_replication_role=replica`.
 */
export const RESTORE_SESSION_SETTINGS = { synchronous_commit: 'off' } as const;

const MEBIBYTE = 1024 * 1024;
const SMALLEST = 64 * MEBIBYTE;
const LARGEST = 1024 * MEBIBYTE;

/**
 * For PGOPTIONS or set_config. Each of `jobs` sessions may take `maintenance_work_mem` once more for every parallel
 * worker, so all of them together get an eighth of the memory; beyond 1 GB an index build gains nothing more.
 * @param ramBytes of the PostgreSQL server, or of this machine when that is not known
 */
export function restoreSessionSettings(ramBytes: number, jobs: number): Record<string, string> {
  const share = Math.floor(ramBytes / 8 / Math.max(1, jobs));
  const bytes = Math.min(LARGEST, Math.max(SMALLEST, share));
  return { ...RESTORE_SESSION_SETTINGS, maintenance_work_mem: `${Math.floor(bytes / MEBIBYTE)}MB` };
}
