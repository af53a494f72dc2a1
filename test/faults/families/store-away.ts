import { execFile } from 'node:child_process';
import { rename, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Cell } from '../../support/faults/cell.js';
import { delayedCell } from '../../support/faults/delayed-cell.js';
import type { Ground } from '../../support/faults/ground.js';
import type { JobKind } from '../../support/faults/jobs.js';
import type { Places } from '../../support/faults/places.js';

const mount = promisify(execFile);
const BALLAST = 'ballast';

interface StoreFault {
  fault: string;
  codes: readonly string[];
  /** Only for a store on a file system of its own, which needs the right to mount. */
  needsMount: boolean;
  harm: (store: string, ground: Ground) => Promise<() => Promise<void>>;
}

export const STORE_FAULTS: readonly StoreFault[] = [
  {
    fault: 'store full',
    codes: ['DISK_FULL', 'SAFETY_BACKUP_FAILED'],
    needsMount: true,
    harm: async (store) => {
      const { bavail, bsize } = await statfs(store);
      // Some blocks stay: a backup begins, and its end has no room. The job may take some while we write.
      await writeFile(join(store, BALLAST), Buffer.alloc(Math.max(0, bavail * bsize - 64 * 1024))).catch(
        (error: unknown) => {
          if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
        },
      );
      return () => rm(join(store, BALLAST), { force: true });
    },
  },
  {
    fault: 'store read-only',
    codes: ['STORAGE_FAILED', 'SAFETY_BACKUP_FAILED'],
    needsMount: true,
    harm: async (store) => {
      // Refused while a file is open for writing: then the job is in the middle of one, and it is tried again.
      await untilDone(() => mount('mount', ['-o', 'remount,ro', store]));
      return async () => {
        await mount('mount', ['-o', 'remount,rw', store]);
      };
    },
  },
  {
    fault: 'store vanished',
    codes: ['STORAGE_FAILED', 'SAFETY_BACKUP_FAILED'],
    needsMount: false,
    harm: async (store, ground) => {
      if (ground.isStoreMounted) {
        // Something else lies on the mount point, as when a disk is not mounted any more.
        await mount('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', store]);
        return async () => {
          await mount('umount', [store]);
        };
      }
      await rename(store, `${store}.away`);
      return () => rename(`${store}.away`, store);
    },
  },
];

export function storeCell(
  { fault, codes, harm }: StoreFault,
  kind: JobKind,
  places: Places,
  chance: () => number,
): Cell {
  return delayedCell({
    ...{ fault, kind, codes },
    delayMs: Math.round(chance() * places.durationMs * 0.7),
    harm: async (ground, job) => {
      const heal = await harm(ground.app.env.BACKUP_DIR ?? ground.app.backupDir, ground);
      return async () => {
        await ground.jobs.jobEnds(job.jobId);
        await heal();
        // What could not be taken away meanwhile is taken away by the sweep of the next start.
        await ground.killWorker();
        await ground.startWorker();
      };
    },
  });
}

async function untilDone(act: () => Promise<unknown>): Promise<void> {
  const deadline = Date.now() + 5_000;
  for (;;) {
    try {
      await act();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}
