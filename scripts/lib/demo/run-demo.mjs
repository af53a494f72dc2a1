import { logTail } from '../server-process.mjs';
import { onShutdown } from '../shutdown.mjs';
import { step } from '../steps.mjs';
import { createApiClient } from './api-client.mjs';
import { CheckFailed, createChecks } from './checks.mjs';
import { startDemoServers } from './demo-servers.mjs';
import { bold, dim, red } from './format.mjs';
import { runSteps } from './run-steps.mjs';
import { printSummary } from './summary.mjs';

/**
 * Sets everything up, goes through the steps, and says how it went.
 * @param {{sizeMb: number, keep: boolean, sabotage?: string}} options
 * @param {number} startedAt as performance.now() counts
 * @returns {Promise<number>} the exit code: 0 only if every check held
 */
export async function runDemo(options, startedAt) {
  const stopping = new AbortController();
  const { home, backstitch, shop } = await startDemoServers();
  onShutdown(() => stopping.abort(new Error('the demo was stopped')));

  const api = createApiClient(backstitch.baseUrl, stopping.signal);
  await step('Signing in', () => api.login(backstitch.admin.email, backstitch.admin.password));
  const demo = { options, home, api, shop, signal: stopping.signal, checks: createChecks(), facts: {} };
  try {
    await runSteps(demo);
    printSummary(demo, startedAt);
  } catch (error) {
    if (stopping.signal.aborted) throw error;
    console.error(
      `\n${red(bold(`The demo ${error instanceof CheckFailed ? error.message : `broke off: ${error.stack}`}`))}`,
    );
    console.error(dim(logTail(backstitch.processes[0].logFile, 15)));
    return 1;
  }
  if (options.keep) await keepRunning(backstitch, shop);
  return 0;
}

async function keepRunning(backstitch, { server }) {
  console.log(`\nLeft running until Ctrl-C:
  Backstitch  ${backstitch.baseUrl}  ${backstitch.admin.email} / ${backstitch.admin.password}
  the shop    ${server.urlFor({ database: 'shop' })}`);
  await backstitch.processes[0].exited;
}
