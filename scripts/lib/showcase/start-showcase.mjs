import { join } from 'node:path';
import { createApiClient } from '../demo/api-client.mjs';
import { withClient } from '../demo/client.mjs';
import { startDemoServers } from '../demo/demo-servers.mjs';
import { onShutdown } from '../shutdown.mjs';
import { fillShowcase } from './fill-showcase.mjs';
import { startReceiver } from './receiver.mjs';

/**
 * A whole Backstitch with what a house has after some weeks, to be looked at; it is stopped and removed on the way out.
 * @returns {Promise<{ baseUrl: string, ids: Record<string, string>, people: Record<string, {email: string, password: string}>,
 *   api: object, shop: object, ended: Promise<unknown> }>} `ended`: when it does not run any more
 */
export async function startShowcase() {
  const stopping = new AbortController();
  const receiver = await startReceiver();
  onShutdown(receiver.stop);
  const { home, backstitch, shop } = await startDemoServers({
    // Jobs are held while they are looked at: that is no stall.
    env: { ADMIN_EMAIL: 'ada@example.com', STALL_TIMEOUT_SECONDS: '3600' },
    serverFile: { notificationHosts: ['127.0.0.1'] },
  });
  onShutdown(() => stopping.abort(new Error('it was stopped')));
  const api = createApiClient(backstitch.baseUrl, stopping.signal);
  await api.login(backstitch.admin.email, backstitch.admin.password);
  const { ids, people } = await withControl(backstitch, (control) =>
    fillShowcase({ api, control, shop, receiver, storeDir: join(home, 'backups'), signal: stopping.signal }),
  );
  const { baseUrl, admin, processes } = backstitch;
  return { baseUrl, api, shop, ids, people: { ada: admin, ...people }, ended: processes[0].exited };
}

/** A session on the control database that no row is hidden from. */
function withControl({ postgres, env }, work) {
  const database = new URL(env.DATABASE_URL).pathname.slice(1);
  return withClient({ connectionString: postgres.urlFor({ database }) }, work);
}
