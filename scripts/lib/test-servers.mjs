import { join } from 'node:path';
import { startPostgres, THROW_AWAY_SETTINGS } from './postgres.mjs';
import { startRedis } from './redis.mjs';
import { onShutdown } from './shutdown.mjs';

/** Throw-away servers for one run of the tests, in `directory`; they stop with us on every way out. */
export async function startTestServers(directory) {
  const settings = { ...THROW_AWAY_SETTINGS, max_connections: 200, shared_buffers: '128MB' };
  const postgres = await startPostgres({
    dir: join(directory, 'postgres'),
    settings,
    isThrowAway: true,
    // Tests make roles and sign in as them; what passwords do is tested on clusters of their own.
    authentication: 'trust',
    log: console.error,
  });
  onShutdown(() => postgres.remove());
  const redis = await startRedis({ dir: join(directory, 'redis') });
  onShutdown(() => redis.remove());
  return { postgresUrl: `postgres://${postgres.user}@${postgres.host}:${postgres.port}/postgres`, postgres, redis };
}
