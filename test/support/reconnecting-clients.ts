import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { testServer } from './postgres-databases.js';

export interface ReconnectingClients {
  /** Resolves when so many have read the marker table at least once. */
  connected(count: number): Promise<void>;
  /** Resolves when one has read this marker. */
  seen(marker: string): Promise<void>;
  stop(): Promise<{ markers: string[]; longestGapMs: number; refusals: Record<string, number> }>;
}

/** An application's pool without manners: each reads the marker over and over and reconnects at once when cut. */
export function reconnectingClients(database: string, user: string, count: number): ReconnectingClients {
  const server = testServer();
  const markers: string[] = [];
  const refusals: Record<string, number> = {};
  const readers = new Set<number>();
  let isStopped = false;
  const isRunning = (): boolean => !isStopped;
  let longestGapMs = 0;

  const work = async (index: number): Promise<void> => {
    let lastRead: number | null = null;
    while (isRunning()) {
      const client = new pg.Client({
        host: server.host,
        port: server.port,
        database,
        user,
        password: () => server.password ?? '',
      });
      client.on('error', () => undefined);
      try {
        await client.connect();
        while (isRunning()) {
          const { rows } = await client.query<{ which: string }>('SELECT which FROM public.marker');
          const marker = rows[0]?.which ?? 'none';
          const now = performance.now();
          if (lastRead !== null) longestGapMs = Math.max(longestGapMs, now - lastRead);
          lastRead = now;
          if (markers.at(-1) !== marker && !markers.includes(marker)) markers.push(marker);
          readers.add(index);
          await sleep(5);
        }
      } catch (error) {
        const code = (error as { code?: string }).code ?? 'lost';
        refusals[code] = (refusals[code] ?? 0) + 1;
        await sleep(5);
      }
      await client.end().catch(() => undefined);
    }
  };
  const workers = Array.from({ length: count }, (_, index) => work(index));

  const until = async (isTrue: () => boolean): Promise<void> => {
    const deadline = Date.now() + 20_000;
    while (!isTrue()) {
      if (Date.now() > deadline) throw new Error(`The clients saw ${markers.join(', ')} only.`);
      await sleep(5);
    }
  };
  return {
    connected: (wanted) => until(() => readers.size >= wanted),
    seen: (marker) => until(() => markers.includes(marker)),
    stop: async () => {
      isStopped = true;
      await Promise.all(workers);
      return { markers, longestGapMs: Math.round(longestGapMs), refusals };
    },
  };
}
