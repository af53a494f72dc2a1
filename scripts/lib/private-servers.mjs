import { createHmac } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureControlDatabase } from './control-database.mjs';
import { ensurePrograms } from './ensure-programs.mjs';
import { acquireLock, LockedError } from './lock.mjs';
import { ensureMasterKey } from './master-key.mjs';
import { startPostgres } from './postgres.mjs';
import { startRedis } from './redis.mjs';
import { SetupError } from './shutdown.mjs';
import { say, step } from './steps.mjs';

/**
 * Starts what the environment does not name: a private PostgreSQL and Redis under `home`, and its master key. `home`
 * is ours alone until `stop`.
 * @param {{ home: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<{ env: Record<string, string>, postgres: object | null, redis: object | null, stop: () => Promise<void> }>}
 *   `env`: what to add for the application
 */
export async function startPrivateServers({ home, env }) {
  mkdirSync(home, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  const release = await lockHome(home);
  const started = [];
  const stop = async () => {
    // Redis and PostgreSQL know nothing of each other; one that fails to stop does not keep the other running.
    const results = await Promise.allSettled(started.splice(0).map((server) => server.stop()));
    release();
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  };
  try {
    const needed = [env.DATABASE_URL ? 'postgresql-client' : 'postgresql', 'zstd', 'age', 'tar'];
    await ensurePrograms({ need: env.REDIS_URL ? needed : [...needed, 'redis'] });
    const added = { BACKSTITCH_HOME: home };
    let postgres = null;
    let redis = null;
    const notes = [];
    const log = (line) => notes.push(line);
    if (!env.DATABASE_URL) {
      await step('Starting a private PostgreSQL', async () => {
        postgres = await startPostgres({ dir: join(home, 'postgres'), log });
        started.push(postgres);
        added.DATABASE_URL = await ensureControlDatabase(postgres, rolePassword(postgres.password));
      });
      if (!env.MASTER_KEY) added.MASTER_KEY = ensureMasterKey(home);
    }
    if (!env.REDIS_URL) {
      await step('Starting a private Redis', async () => {
        redis = await startRedis({ dir: join(home, 'redis'), log });
        started.push(redis);
      });
      added.REDIS_URL = redis.url;
    }
    notes.forEach(say);
    return { env: added, postgres, redis, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The application must not be able to sign in as the superuser with what it knows. */
export function rolePassword(superuserPassword) {
  return createHmac('sha256', superuserPassword).update('backstitch').digest('base64url');
}

async function lockHome(home) {
  try {
    return await acquireLock(join(home, 'lock'));
  } catch (error) {
    if (!(error instanceof LockedError)) throw error;
    throw new SetupError(
      `Backstitch already runs from ${home} (process ${error.holder.pid}). Stop it first, or set BACKSTITCH_HOME to another directory.`,
    );
  }
}
