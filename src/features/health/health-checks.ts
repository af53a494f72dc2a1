import { Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';

export type HealthStatus = 'ok' | 'degraded' | 'down';

/** A part whose state `/health` tells. Public, so it answers a word only: no names, no addresses, no errors. */
export interface HealthCheck {
  /** Its key under `checks`: `database`, `redis`, `workers`, `store`. */
  name: string;
  /** A rejection is `down`; so is silence for 3 s. */
  check(): Promise<HealthStatus>;
}

export interface Health {
  status: HealthStatus;
  checks: Record<string, HealthStatus>;
}

const PATIENCE_MS = 3_000;
/** Anyone may ask; an answer this fresh is given again instead of asking every part anew. */
const FRESH_MS = 1_000;

/** Features register what they can tell, in their onModuleInit. */
@Injectable()
export class HealthChecks {
  private readonly checks: HealthCheck[] = [];
  private latest: { at: number; health: Promise<Health> } | undefined;

  register(check: HealthCheck): void {
    this.checks.push(check);
  }

  /** The worst of all parts. */
  async read(): Promise<Health> {
    if (this.latest === undefined || Date.now() - this.latest.at > FRESH_MS) {
      this.latest = { at: Date.now(), health: this.ask() };
    }
    return this.latest.health;
  }

  private async ask(): Promise<Health> {
    const entries = await Promise.all(this.checks.map(async (check) => [check.name, await answerOf(check)] as const));
    const answers = entries.map(([, status]) => status);
    const status = answers.includes('down') ? 'down' : answers.includes('degraded') ? 'degraded' : 'ok';
    return { status, checks: Object.fromEntries(entries) };
  }
}

async function answerOf(check: HealthCheck): Promise<HealthStatus> {
  const silence = new AbortController();
  try {
    return await Promise.race([
      check.check(),
      sleep(PATIENCE_MS, 'down' as const, { signal: silence.signal, ref: false }),
    ]);
  } catch {
    return 'down'; // the one thing the public may know about the reason
  } finally {
    silence.abort();
  }
}
