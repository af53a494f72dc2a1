import type { ApiClient } from './api-client.js';

export interface ResponseTime {
  name: string;
  /** Milliseconds, of which 95 in 100 requests took no longer. */
  p95: number;
  median: number;
  total: number | null;
  /** In their order. */
  all: number[];
}

/** Asks one request after the other, as often as said, the first five times for nothing. Throws for an answer that is an error. */
export async function responseTime(api: ApiClient, path: string, rounds = 40): Promise<ResponseTime> {
  const times: number[] = [];
  let total: number | null = null;
  for (let round = -5; round < rounds; round += 1) {
    const startedAt = performance.now();
    const { status, body } = await api.get<{ total?: number }>(path);
    const took = performance.now() - startedAt;
    if (status !== 200) throw new Error(`GET ${path} answered ${status}: ${JSON.stringify(body)}`);
    total = body.total ?? null;
    if (round >= 0) times.push(took);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.ceil(times.length * share) - 1] ?? NaN;
  return { name: path, p95: at(0.95), median: at(0.5), total, all: times };
}
