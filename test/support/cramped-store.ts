import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { MARKER_FILE } from '../../src/platform/storage/drivers/local-store-marker.js';

/** A store that takes no more, for one process alone. */
export interface CrampedStore {
  /** In front of the program that is to have it; with BACKUP_DIR in its environment. */
  through: string[];
  /** What it fails with there. */
  code: 'DISK_FULL' | 'STORAGE_FAILED';
}

const IN_NAMESPACE = ['unshare', '--user', '--map-root-user', '--mount'];
const MARKER = `"$BACKUP_DIR"/${MARKER_FILE}`; // without it this would be no store at all

const MOUNTS = {
  full: (bytes: number) =>
    `id=$(cat ${MARKER}) && mount -t tmpfs -o size=${bytes} none "$BACKUP_DIR" && echo "$id" > ${MARKER}`,
  'read-only': () =>
    `mount --bind "$BACKUP_DIR" "$BACKUP_DIR" && mount -o remount,bind,ro "$BACKUP_DIR" && ! touch "$BACKUP_DIR"/x 2> /dev/null`,
};

/**
 * In a mount namespace of its own, which ends with the process. A container may forbid that; then no file may be larger
 * than `bytes`, which a store cannot know as a full disk.
 */
export async function crampedStore(how: keyof typeof MOUNTS, backupDir: string, bytes: number): Promise<CrampedStore> {
  const mount = MOUNTS[how](bytes);
  const trial = spawn('env', [...IN_NAMESPACE, 'sh', '-c', mount], {
    env: { PATH: process.env.PATH, BACKUP_DIR: backupDir },
    stdio: 'ignore',
  });
  const [mayMount] = (await once(trial, 'exit')) as [number | null];
  if (mayMount === 0) {
    const code = how === 'full' ? 'DISK_FULL' : 'STORAGE_FAILED';
    return { through: [...IN_NAMESPACE, 'sh', '-c', `${mount} && exec "$@"`, 'sh'], code };
  }
  const blocks = how === 'full' ? Math.floor(bytes / 512) : 0;
  return { through: ['sh', '-c', `ulimit -f ${blocks} && exec "$@"`, 'sh'], code: 'STORAGE_FAILED' };
}
