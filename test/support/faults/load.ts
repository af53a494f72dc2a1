import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { ConnectionTarget } from '../../../src/platform/postgres/connection.js';

export interface LoadFigures {
  clients: number;
  reads: number;
  writes: number;
  /** How often a new connection was refused. */
  refusals: number;
  /** From a client's first refused connection to the next that was let in; the longest of all, ms. */
  longestRefusalMs: number;
  /** One connection or one statement that was waited for; the longest of all, ms. */
  longestWaitMs: number;
}

/** An application under load: each client reads and writes as fast as it is answered, and connects anew when it is cut. */
export function startLoad(target: ConnectionTarget, clients: number): { stop(): Promise<LoadFigures> } {
  const figures: LoadFigures = { clients, reads: 0, writes: 0, refusals: 0, longestRefusalMs: 0, longestWaitMs: 0 };
  let isStopped = false;
  const isRunning = (): boolean => !isStopped;

  const waited = async <Result>(work: Promise<Result>): Promise<Result> => {
    const startedAt = performance.now();
    try {
      return await work;
    } finally {
      figures.longestWaitMs = Math.max(figures.longestWaitMs, performance.now() - startedAt);
    }
  };

  const work = async (): Promise<void> => {
    let refusedSince: number | null = null;
    while (isRunning()) {
      const { host, port, database, user, password } = target;
      const client = new pg.Client({ host, port, database, user, password: password ?? '', application_name: 'load' });
      client.on('error', () => undefined);
      try {
        await waited(client.connect());
      } catch {
        figures.refusals += 1;
        refusedSince ??= performance.now();
        figures.longestRefusalMs = Math.max(figures.longestRefusalMs, performance.now() - refusedSince);
        await sleep(5);
        continue;
      }
      if (refusedSince !== null) {
        figures.longestRefusalMs = Math.max(figures.longestRefusalMs, performance.now() - refusedSince);
        refusedSince = null;
      }
      try {
        for (let turn = 0; isRunning(); turn += 1) {
          await waited(client.query('SELECT which FROM public.marker'));
          figures.reads += 1;
          if (turn % 10 === 0) {
            await waited(client.query('INSERT INTO public.load VALUES (1)'));
            figures.writes += 1;
          }
          await sleep(2);
        }
      } catch {
        // Cut by the swap, which ends every session; the next one is what counts.
      }
      await client.end().catch(() => undefined);
    }
  };
  const running = Array.from({ length: clients }, work);
  return {
    stop: async () => {
      isStopped = true;
      await Promise.all(running);
      return {
        ...figures,
        longestRefusalMs: Math.round(figures.longestRefusalMs),
        longestWaitMs: Math.round(figures.longestWaitMs),
      };
    },
  };
}
