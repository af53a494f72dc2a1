import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/**
 * An application's pool without manners, in a process of its own: each of its clients commits rows one by one into
 * `writes (client, seq)` and reconnects at once when it is cut. One line of JSON on stdin starts it; the next line ends
 * it, and is answered by what it saw.
 */
export interface BusyOrder {
  connection: { host: string; port: number; database: string; user: string; password: string };
  /** Nobody touches it: what takes long there is the machine's fault. */
  quietDatabase: string;
  clients: number;
  firstClient: number;
}

export interface BusyReport {
  /** Of each client the last `seq` whose commit was acknowledged, and those before it that were not. */
  committed: { client: number; last: number; unknown: number[] }[];
  /** From the first connection that was refused to the next that could work, at the longest. */
  longestRefusalMs: number;
  /** One connection or one statement, however it ended, at the longest. */
  longestWaitMs: number;
  /** The same on the quiet database. */
  longestLagMs: number;
  /** SQLSTATEs or the like of what went wrong, with how often. */
  failures: Record<string, number>;
}

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const order = JSON.parse(((await lines.next()) as IteratorYieldResult<string>).value) as BusyOrder;
const report: BusyReport = { committed: [], longestRefusalMs: 0, longestWaitMs: 0, longestLagMs: 0, failures: {} };
const state = { isStopped: false };
const isRunning = (): boolean => !state.isStopped;

async function timed<Result>(what: 'longestWaitMs' | 'longestLagMs', work: () => Promise<Result>): Promise<Result> {
  const startedAt = performance.now();
  try {
    return await work();
  } finally {
    report[what] = Math.max(report[what], Math.round(performance.now() - startedAt));
  }
}

function newClient(database: string): pg.Client {
  const client = new pg.Client({ ...order.connection, database, password: () => order.connection.password });
  client.on('error', () => undefined);
  return client;
}

async function write(client: number): Promise<void> {
  let seq = 0;
  const unknown: number[] = [];
  let refusedSince: number | null = null;
  while (isRunning()) {
    const session = newClient(order.connection.database);
    let isConnected = false;
    try {
      await timed('longestWaitMs', () => session.connect());
      isConnected = true;
      while (isRunning()) {
        seq += 1;
        unknown.push(seq);
        await timed('longestWaitMs', () =>
          session.query('INSERT INTO writes (client, seq) VALUES ($1, $2)', [client, seq]),
        );
        unknown.pop();
        if (refusedSince !== null) {
          report.longestRefusalMs = Math.max(report.longestRefusalMs, Math.round(performance.now() - refusedSince));
          refusedSince = null;
        }
        await sleep(20);
      }
    } catch (error) {
      const code = (error as { code?: string }).code ?? 'lost';
      report.failures[code] = (report.failures[code] ?? 0) + 1;
      if (!isConnected) refusedSince ??= performance.now();
      await sleep(2);
    }
    await session.end().catch(() => undefined);
  }
  report.committed.push({ client, last: seq, unknown });
}

async function watchTheMachine(): Promise<void> {
  while (isRunning()) {
    const session = newClient(order.quietDatabase);
    await timed('longestLagMs', async () => {
      await session.connect();
      await session.query('SELECT 1');
    });
    await session.end();
    await sleep(20);
  }
}

const work = [watchTheMachine(), ...Array.from({ length: order.clients }, (_, n) => write(order.firstClient + n))];
process.stdout.write('started\n');
await lines.next();
state.isStopped = true;
await Promise.all(work);
process.stdout.write(`${JSON.stringify(report)}\n`);
process.exit(0);
