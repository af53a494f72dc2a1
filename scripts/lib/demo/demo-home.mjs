import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { acquireLock, LockedError } from '../lock.mjs';
import { backstitchHome } from '../paths.mjs';
import { readRecord } from '../server-record.mjs';
import { removeServerDirectory } from '../unprivileged.mjs';

const PREFIX = 'demo-';

/**
 * A directory for one run, with room for a few copies of the shop. What runs that were killed left is removed first.
 * @returns {Promise<{path: string, remove: () => void}>}
 */
export async function makeDemoHome() {
  const parent = backstitchHome();
  mkdirSync(parent, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  for (const name of readdirSync(parent)) if (name.startsWith(PREFIX)) await removeIfAbandoned(join(parent, name));
  const path = mkdtempSync(join(parent, PREFIX));
  // Servers that run as somebody else must be able to enter.
  if (process.getuid?.() === 0) chmodSync(path, 0o711);
  const release = await acquireLock(join(path, 'in-use'));
  return {
    path,
    remove: () => {
      release();
      removeHome(path);
    },
  };
}

async function removeIfAbandoned(path) {
  try {
    const release = await acquireLock(join(path, 'in-use'));
    release();
    removeHome(path);
  } catch (error) {
    if (!(error instanceof LockedError)) throw error;
  }
}

/** As root the servers may keep their data elsewhere; their records say where. The servers died with their starter. */
function removeHome(path) {
  for (const record of ['postgres/cluster.json', 'shop-postgres/cluster.json', 'redis/redis.json']) {
    for (const home of [path, join(path, 'home')]) {
      const file = join(home, record);
      const serverDir = existsSync(file) ? readRecord(file)?.serverDir : null;
      if (serverDir) removeServerDirectory(serverDir);
    }
  }
  rmSync(path, { recursive: true, force: true, maxRetries: 5 });
}
