import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { compareDatabaseProperties } from '../../src/platform/postgres/database-properties-compare.js';
import { readDatabaseProperties } from '../../src/platform/postgres/database-properties.js';
import { applyDatabaseProperties } from '../../src/platform/postgres/database-properties-apply.js';
import { fetchDatabases } from '../../src/platform/postgres/database-ref.js';
import { allowConnections } from '../../src/platform/postgres/kept-database.js';
import { quoteIdentifier } from '../../src/platform/postgres/quoting.js';
import { endPredecessors, fencedApplicationName } from '../../src/platform/postgres/sessions.js';
import { readSwapState, type SwapState } from '../../src/platform/postgres/swap-state.js';
import { asAdmin } from '../support/postgres-databases.js';
import { reconnectingClients, type ReconnectingClients } from '../support/reconnecting-clients.js';
import type { SwapOrder } from '../support/swap-child.js';
import { createSwapScenario, type SwapScenario } from '../support/swap-scenario.js';

const KILLS = 30;
/** A swap under these clients takes 100 to 250 ms, connecting included: the instants lie before, within and after it. */
const LATEST_KILL_MS = 300;

let scenario: SwapScenario;
let clients: ReconnectingClients;
let fence: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  scenario = await createSwapScenario();
  fence = scenario.names.side.slice(-12);
  await asAdmin((db) => applyDatabaseProperties(db, scenario.names.side, scenario.liveProperties));
  clients = reconnectingClients(scenario.live.name, scenario.roles.granter, 5);
  await clients.connected(5);
});

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await clients.stop();
  await scenario.clean();
});

it(`is wholly swapped or not at all, and reachable, wherever of ${KILLS} instants its process is killed`, async () => {
  const outcomes: Record<string, number> = {};
  let next = startChild();
  for (let round = 0; round < KILLS; round += 1) {
    const child = next;
    const isRollback = (await state()).state === 'swapped';
    await child.order(isRollback ? rollbackOrder(round) : swapOrder(round));
    next = startChild();
    // Spread evenly, but not in order: early and late ones fall on swaps and rollbacks alike.
    const killAfter = Math.round((LATEST_KILL_MS * (((round * 7) % KILLS) + Math.random())) / KILLS);
    child.go();
    await sleep(killAfter);
    await child.kill();

    // Reachable at once, whatever the server is still doing for the dead.
    expect(['live', 'side']).toContain(await reconnectAndRead());

    const now = await takeOver(round + 1);
    const legal = isRollback ? ['swapped', 'rolled_back'] : ['not_swapped', 'swapped'];
    expect(legal).toContain(now.state);
    expect(await scenario.marker(scenario.live.name)).toBe(now.state === 'swapped' ? 'side' : 'live');
    expect(await scenario.existing()).toHaveLength(2);
    expect(await differences()).toEqual([]);
    if (now.state === 'swapped') expect(now.before.allowsConnections).toBe(false);
    if (now.state === 'rolled_back') {
      expect([now.live.allowsConnections, now.after.allowsConnections]).toEqual([true, false]);
      await startAnew();
    }
    const outcome = `${isRollback ? 'rollback' : 'swap'}: ${now.state}`;
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  }
  await next.kill();
  process.stderr.write(`${KILLS} kills: ${JSON.stringify(outcomes)}\n`);
  // Both sides of the commit were met, or the instants prove nothing.
  expect(outcomes['swap: not_swapped']).toBeGreaterThan(0);
  expect(outcomes['swap: swapped']).toBeGreaterThan(0);
  expect(outcomes['rollback: rolled_back']).toBeGreaterThan(0);
});

function swapOrder(epoch: number): SwapOrder {
  const { live, side, names, roles } = scenario;
  const applicationName = fencedApplicationName(fence, epoch);
  return { user: roles.owner, applicationName, swap: { live, side, beforeName: names.before } };
}

function rollbackOrder(epoch: number): SwapOrder {
  const { live, side, names, roles } = scenario;
  return {
    user: roles.owner,
    applicationName: fencedApplicationName(fence, epoch, 'rollback'),
    rollback: {
      live: { name: live.name, oid: side.oid },
      before: { name: names.before, oid: live.oid },
      afterName: names.after,
    },
  };
}

/** As the next worker does: ends what the dead one left, then reads. Nothing of it may be there afterwards. */
async function takeOver(epoch: number): Promise<SwapState> {
  const db = await scenario.admin(scenario.roles.owner);
  await endPredecessors(db, { id: fence, epoch });
  const { rows } = await db.query('SELECT pid FROM pg_stat_activity WHERE application_name LIKE $1', [
    `bst ${fence} %`,
  ]);
  expect(rows).toEqual([]);
  await db.end();
  return state();
}

async function state(): Promise<SwapState> {
  return readSwapState(await asAdmin(fetchDatabases), {
    liveName: scenario.live.name,
    liveOid: scenario.live.oid,
    sideName: scenario.names.side,
    sideOid: scenario.side.oid,
    beforeName: scenario.names.before,
    afterName: scenario.names.after,
  });
}

/**
 * As any client that reconnects. One that was waiting for the renames is told once, when they commit, that the database
 * “seems to have just been dropped or renamed” (3D000): the server looked the name up before it waited.
 */
async function reconnectAndRead(): Promise<string> {
  const deadline = Date.now() + 3_000;
  for (;;) {
    try {
      return await scenario.marker(scenario.live.name);
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(5);
    }
  }
}

async function differences(): Promise<string[]> {
  const now = await asAdmin((db) => readDatabaseProperties(db, { name: scenario.live.name }));
  return compareDatabaseProperties(scenario.liveProperties, now, 'after_swap');
}

async function startAnew(): Promise<void> {
  const { names, side } = scenario;
  await asAdmin(async (db) => {
    await db.query(`ALTER DATABASE ${quoteIdentifier(names.after)} RENAME TO ${quoteIdentifier(names.side)}`);
    await allowConnections(db, { name: names.side, oid: side.oid }, true);
  });
}

interface Child {
  order(order: SwapOrder): Promise<void>;
  go(): void;
  kill(): Promise<void>;
}

function startChild(): Child {
  const script = new URL('../support/swap-child.ts', import.meta.url).pathname;
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  const exited = once(child, 'exit');
  child.stdin?.on('error', () => undefined);
  return {
    order: async (order) => {
      const ready = child.stdout ? once(child.stdout, 'data') : Promise.resolve();
      child.stdin?.write(`${JSON.stringify(order)}\n`);
      await ready;
    },
    go: () => child.stdin?.write('go\n'),
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
