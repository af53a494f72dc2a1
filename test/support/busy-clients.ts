import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { ConnectionTarget } from '../../src/platform/postgres/connection.js';
import type { BusyOrder, BusyReport } from './busy-client.js';
import { sql } from './database-state.js';
import { eventually } from './eventually.js';

export interface BusyClients {
  /** Resolves when every one of them has committed so many rows more. */
  written(database: ConnectionTarget, rows: number): Promise<void>;
  /** Ends them; of several processes the worst figures. */
  stop(): Promise<BusyReport>;
}

/** Pools of clients in processes of their own (busy-client.ts) on the table `writes (client, seq)` of a database. */
export async function startBusyClients(
  target: ConnectionTarget,
  options: { processes: number; clientsEach: number; quietDatabase: string },
): Promise<BusyClients> {
  const script = new URL('./busy-client.ts', import.meta.url).pathname;
  const { host, port, database, user, password } = target;
  const pools = Array.from({ length: options.processes }, (_, index) => {
    const child = spawn(process.execPath, ['--import', 'tsx', script], { stdio: ['pipe', 'pipe', 'inherit'] });
    running.add(child);
    child.once('exit', () => running.delete(child));
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const order: BusyOrder = {
      connection: { host, port, database, user, password: password ?? '' },
      quietDatabase: options.quietDatabase,
      clients: options.clientsEach,
      firstClient: index * options.clientsEach,
    };
    child.stdin.write(`${JSON.stringify(order)}\n`);
    return { child, lines };
  });
  for (const { lines } of pools) await lines.next();
  const clients = options.processes * options.clientsEach;
  return {
    written: async (where, rows) => {
      const count = (): Promise<Map<number, number>> => rowsOfClients(where);
      const before = await count();
      await eventually(`${clients} clients write`, async () => {
        const now = await count();
        return now.size === clients && [...now].every(([client, found]) => found >= (before.get(client) ?? 0) + rows);
      });
    },
    stop: async () => {
      const reports: BusyReport[] = [];
      for (const { child, lines } of pools) {
        child.stdin.write('stop\n');
        reports.push(JSON.parse(((await lines.next()) as IteratorYieldResult<string>).value) as BusyReport);
        if (child.exitCode === null) await once(child, 'exit');
      }
      return reports.reduce(worst);
    },
  };
}

async function rowsOfClients(target: ConnectionTarget): Promise<Map<number, number>> {
  const rows = await sql<{ client: number; rows: number }>(
    target,
    'SELECT client, count(*)::int AS rows FROM writes GROUP BY client',
  ).catch(() => []); // cut by the swap: looked at again
  return new Map(rows.map(({ client, rows: count }) => [client, count]));
}

function worst(a: BusyReport, b: BusyReport): BusyReport {
  const failures = { ...a.failures };
  for (const [code, count] of Object.entries(b.failures)) failures[code] = (failures[code] ?? 0) + count;
  return {
    committed: [...a.committed, ...b.committed],
    longestRefusalMs: Math.max(a.longestRefusalMs, b.longestRefusalMs),
    longestWaitMs: Math.max(a.longestWaitMs, b.longestWaitMs),
    longestLagMs: Math.max(a.longestLagMs, b.longestLagMs),
    failures,
  };
}

/** A test run that is broken off leaves nothing behind. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
