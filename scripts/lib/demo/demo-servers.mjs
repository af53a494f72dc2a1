import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MIGRATIONS_FOLDER } from '../../../examples/shop/migrate.mjs';
import { startBackstitch } from '../serve.mjs';
import { onShutdown } from '../shutdown.mjs';
import { step } from '../steps.mjs';
import { makeDemoHome } from './demo-home.mjs';
import { startShopServer } from './shop-server.mjs';

/** Settings of a Backstitch that happens to be set up in this shell; these runs have their own. */
const OWN = {
  DATABASE_URL: undefined,
  REDIS_URL: undefined,
  MASTER_KEY: undefined,
  MASTER_KEY_PREVIOUS: undefined,
  RECOVERY_RECIPIENT: undefined,
  SOCKET_PATH: undefined,
  PUBLIC_URL: undefined,
  TRUST_PROXY: undefined,
};

/**
 * A whole Backstitch as `npm start` makes it, and another PostgreSQL server for the shop, in a directory of their own.
 * On the way out they are stopped and the directory is removed.
 * @param {{ env?: Record<string, string>, serverFile?: object }} [options] over what the demo has
 */
export async function startDemoServers({ env = {}, serverFile = {} } = {}) {
  const home = await makeDemoHome();
  onShutdown(home.remove);
  const configuration = join(home.path, 'backstitch.config.json');
  writeFileSync(configuration, JSON.stringify({ codeRoots: [MIGRATIONS_FOLDER], ...serverFile }));
  const backstitch = await startBackstitch({
    home: join(home.path, 'home'),
    env: {
      ...OWN,
      BACKUP_DIR: join(home.path, 'backups'),
      BACKSTITCH_CONFIG: configuration,
      ADMIN_EMAIL: 'demo@example.com',
      ADMIN_PASSWORD: randomBytes(12).toString('base64url'),
      ...env,
    },
  });
  onShutdown(backstitch.stop);
  const shop = await step('Starting the shop’s PostgreSQL', () => startShopServer(home.path));
  onShutdown(() => shop.server.stop());
  return { home: home.path, backstitch, shop };
}
