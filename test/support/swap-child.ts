import { createInterface } from 'node:readline';
import { connect } from '../../src/platform/postgres/connection.js';
import { rollbackSwap, swapDatabases } from '../../src/platform/postgres/swap.js';
import { testServer } from './postgres-databases.js';

/**
 * A worker of its own process, for tests that kill it: `{user, applicationName, swap | rollback}` as one line of JSON,
 * answered by `ready`; then the line `go` starts it, and `done` ends it.
 */
export type SwapOrder = { user: string; applicationName: string } & (
  | { swap: Omit<Parameters<typeof swapDatabases>[0], 'connect'> }
  | { rollback: Omit<Parameters<typeof rollbackSwap>[0], 'connect'> }
);

let order: SwapOrder | undefined;
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'go') break;
  order = JSON.parse(line) as SwapOrder;
  process.stdout.write('ready\n');
}
if (!order) throw new Error('There was no order.');
const { user, applicationName } = order;
const open = () => connect({ ...testServer(), user }, { applicationName });
if ('swap' in order) await swapDatabases({ ...order.swap, connect: open });
else await rollbackSwap({ ...order.rollback, connect: open });
process.stdout.write('done\n');
