import { join } from 'node:path';
import { acquireLock } from './lock.mjs';
import { repository } from './paths.mjs';

/** One process at a time changes the clone itself (node_modules, dist); the others wait for it. */
export async function withSetupLock(work) {
  const release = await acquireLock(join(repository, '.backstitch/setup.lock'), {
    waitMs: 15 * 60_000,
    directoryMode: process.getuid?.() === 0 ? 0o711 : 0o700,
  });
  try {
    return await work();
  } finally {
    release();
  }
}
